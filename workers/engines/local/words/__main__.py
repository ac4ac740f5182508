"""The recogniser program: `crew` runs one in a child for each core."""

from __future__ import annotations

import logging
from pathlib import Path

from workers.engines.local.sound import RATE, Samples, Sound
from workers.engines.local.words import Recogniser
from workers.engines.local.words.crew import HeardAll, HearJob
from workers.engines.local.words.moonshine import Moonshine
from workers.engines.local.words.prepared import find_sources, prepare
from workers.engines.local.words.whisper import Whisper
from workers.processes.child import hear_parent, open_parent, tell_parent
from workers.processes.messages import ChildFailed


def main() -> None:
    logging.disable()
    with open_parent() as pipe:
        recogniser: Recogniser | None = None
        for job in hear_parent(pipe, HearJob):
            try:
                recogniser = recogniser or _load(job)
                heard = recogniser.hear(_read_stretches(job))
            except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
                tell_parent(pipe, ChildFailed(repr(error)))
                return
            tell_parent(pipe, HeardAll(heard))


def _load(job: HearJob) -> Recogniser:
    if job.model:
        return Whisper(job.model, job.threads)
    return Moonshine(prepare(find_sources(), Path(job.folder)))


def _read_stretches(job: HearJob) -> list[Samples]:
    sound = Sound(job.spool, job.channels, job.length)
    return [
        sound.read(round(one.start_s * RATE), round(one.end_s * RATE), one.channel)
        for one in job.stretches
    ]


if __name__ == "__main__":
    main()
