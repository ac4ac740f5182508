"""The separator program: `separate` runs it in a child that can be ended at any moment."""

from __future__ import annotations

import logging

from workers.domain.errors import Refused
from workers.engines.local.sound import Sound
from workers.engines.local.voices.separate import Separated, SeparateJob
from workers.engines.local.voices.speakers import find_voices
from workers.processes.child import hear_parent, open_parent, tell_parent
from workers.processes.messages import ChildFailed, ChildRefused, ShareDone


def main() -> None:
    logging.disable()
    with open_parent() as pipe:
        for job in hear_parent(pipe, SeparateJob):
            sound = Sound(job.spool, job.channels, job.length)
            try:
                found = find_voices(
                    sound, job.count, lambda share: tell_parent(pipe, ShareDone(share))
                )
            except Refused as refused:
                tell_parent(pipe, ChildRefused(refused.why, dict(refused.details)))
            except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
                tell_parent(pipe, ChildFailed(repr(error)))
            else:
                tell_parent(pipe, Separated(found.kept()))


if __name__ == "__main__":
    main()
