"""The recogniser program: `crew` runs one in a child for each core."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from workers.engines.local.sound import RATE, Samples, Sound
from workers.engines.local.words import Recogniser
from workers.engines.local.words.moonshine import Moonshine
from workers.engines.local.words.prepared import find_sources, prepare
from workers.engines.local.words.whisper import MODEL_MISSING, Whisper
from workers.processes.child import hear_parent, open_parent, tell_parent


def main() -> None:
    logging.disable()
    with open_parent() as pipe:
        recogniser: Recogniser | None = None
        for job in hear_parent(pipe):
            try:
                recogniser = recogniser or _load(job)
                heard = recogniser.hear(_read_stretches(job))
            except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
                missing = recogniser is None and job["model"] and isinstance(error, MODEL_MISSING)
                tell_parent(pipe, **{"missing" if missing else "failed": repr(error)})
                return
            tell_parent(pipe, heard=heard)


def _load(job: dict[str, Any]) -> Recogniser:
    if job["model"]:
        return Whisper(job["model"], job["threads"])
    return Moonshine(prepare(find_sources(), Path(job["folder"])))


def _read_stretches(job: dict[str, Any]) -> list[Samples]:
    sound = Sound(job["spool"], job["channels"], job["length"])
    return [
        sound.read(round(start_s * RATE), round(end_s * RATE), channel)
        for start_s, end_s, channel in job["stretches"]
    ]


if __name__ == "__main__":
    main()
