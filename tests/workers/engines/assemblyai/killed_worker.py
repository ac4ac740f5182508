"""A worker that is killed when the API has accepted an order and nobody has written it down yet.

python -m tests.workers.engines.assemblyai.killed_worker REDIS_URL URL KEY NAME PATH
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from redis import Redis

from tests.workers.engines.notebook import Notebook
from workers.domain.recording import Kind, Recording
from workers.domain.submission import Brief
from workers.engines.assemblyai import AssemblyAISettings
from workers.engines.assemblyai.engine import AssemblyAIEngine
from workers.engines.assemblyai.submit import IDS
from workers.store.finished_parts import Saved
from workers.store.sealing import use_keys


class _Deadly(Saved):
    def __setitem__(self, part: str, value: bytes) -> None:
        if part == IDS:
            os.kill(os.getpid(), signal.SIGKILL)
        super().__setitem__(part, value)


def main(redis_url: str, url: str, key: str, name: str, path: str) -> None:
    use_keys(())
    redis = Redis.from_url(redis_url)
    recording = Recording(name="talk.wav", kind=Kind.AUDIO, path=Path(path))
    settings = AssemblyAISettings(assemblyai_api_key=key, assemblyai_base_url=url)
    engine = AssemblyAIEngine(settings, redis)
    engine.submit(recording, Brief(name=name, speakers=2), Notebook(_Deadly(redis, name)))


if __name__ == "__main__":
    main(*sys.argv[1:])
