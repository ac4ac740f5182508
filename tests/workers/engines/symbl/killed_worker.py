"""A worker that is killed when the API has accepted a submit and nobody has written it down yet.

python -m tests.workers.engines.symbl.killed_worker REDIS_URL SYMBL_URL APP_ID APP_SECRET NAME
"""

from __future__ import annotations

import os
import signal
import sys

from redis import Redis

from tests.workers.engines.notebook import Notebook
from workers.domain.recording import Kind, Recording
from workers.domain.submission import Brief
from workers.engines.symbl import SymblSettings
from workers.engines.symbl.credentials import Credentials
from workers.engines.symbl.engine import SymblEngine
from workers.engines.symbl.submit import IDS
from workers.store.sealing import use_keys


class _Deadly(dict[str, bytes]):
    def __setitem__(self, key: str, value: bytes) -> None:
        if key == IDS:
            os.kill(os.getpid(), signal.SIGKILL)
        super().__setitem__(key, value)


def main(redis_url: str, symbl_url: str, app_id: str, app_secret: str, name: str) -> None:
    use_keys(())
    recording = Recording(
        name="talk.mp3",
        kind=Kind.AUDIO,
        media_url="https://media.example.org/talk.mp3",
        public=True,
    )
    settings = SymblSettings(symbl_base_url=symbl_url)
    engine = SymblEngine(Credentials(app_id, app_secret), settings, Redis.from_url(redis_url))
    engine.submit(recording, Brief(name=name, speakers=2), Notebook(_Deadly()))


if __name__ == "__main__":
    main(*sys.argv[1:])
