"""The separator program: `separate` runs it in a child that can be ended at any moment."""

from __future__ import annotations

import logging

from workers.domain.errors import Refused
from workers.engines.local.sound import Sound
from workers.engines.local.voices.speakers import voices
from workers.processes.child import parent, tell, told


def main() -> None:
    logging.disable()
    with parent() as pipe:
        for job in told(pipe):
            sound = Sound(job["spool"], job["channels"], job["length"])
            try:
                found = voices(sound, job["count"], lambda share: tell(pipe, share=share))
            except Refused as refused:
                tell(pipe, refused=refused.why, details=refused.details)
            except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
                tell(pipe, failed=repr(error))
            else:
                tell(pipe, voices=found.kept().decode())


if __name__ == "__main__":
    main()
