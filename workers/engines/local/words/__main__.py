"""The recogniser program: `crew` runs one in a child for each core."""

from __future__ import annotations

import logging

from workers.engines.local.sound import RATE, Sound
from workers.engines.local.words import Recogniser
from workers.engines.local.words.sphinx import Sphinx
from workers.engines.local.words.whisper import MODEL_MISSING, Whisper
from workers.processes.child import hear_parent, open_parent, tell_parent


def main() -> None:
    logging.disable()
    with open_parent() as pipe:
        recogniser: Recogniser | None = None
        for job in hear_parent(pipe):
            try:
                recogniser = recogniser or _recogniser(job["model"], job["threads"])
            except MODEL_MISSING as cause:
                tell_parent(pipe, missing=str(cause))
                return
            sound = Sound(job["spool"], job["channels"], job["length"])
            start, stop = (round(job[edge] * RATE) for edge in ("start_s", "end_s"))
            try:
                words = recogniser.words(sound.read(start, stop, job["channel"]))
            except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
                tell_parent(pipe, failed=repr(error))
                return
            tell_parent(pipe, words=words)


def _recogniser(model: str, threads: int) -> Recogniser:
    return Whisper(model, threads) if model else Sphinx()


if __name__ == "__main__":
    main()
