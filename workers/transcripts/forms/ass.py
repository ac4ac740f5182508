"""ASS: Advanced SubStation Alpha and its elder SSA; the lines `Dialogue:` are cues."""

from __future__ import annotations

import re

from workers.transcripts.cues.cue_lines import RawCue
from workers.transcripts.cues.voices import say_cues
from workers.transcripts.said import Transcript
from workers.transcripts.times.clock import read_seconds

_FIELDS = (
    "layer",
    "start",
    "end",
    "style",
    "name",
    "marginl",
    "marginr",
    "marginv",
    "effect",
    "text",
)
_TIME = re.compile(r"\d{1,3}:\d{1,2}:\d{1,2}(?:[.,:]\d{1,3})?")
_OVERRIDE = re.compile(r"\{[^{}]*\}")
_BREAK = re.compile(r"\\[Nn]")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")


def read_ass(text: str) -> Transcript:
    """Who the column Name (or Actor) says, else a label among the words; drawings are no words."""
    fields = list(_FIELDS)
    cues: list[RawCue] = []
    skipped = 0
    in_events = False
    for line in text.split("\n"):
        kind, _, rest = line.partition(":")
        kind = kind.strip().casefold()
        if line.startswith("["):
            in_events = kind.startswith("[events]")
        elif in_events and kind == "format":
            fields = [field.strip().casefold() for field in rest.split(",")[:30]]
        elif in_events and kind == "dialogue" and not _DRAWING.search(rest):
            cue = _read_cue(dict(zip(fields, rest.split(",", len(fields) - 1), strict=False)))
            skipped += cue is None
            cues += [cue] if cue else []
    return say_cues(cues, skipped, escaped=False)


def _read_cue(cells: dict[str, str]) -> RawCue | None:
    start, end = cells.get("start", "").strip(), cells.get("end", "").strip()
    if "text" not in cells or not (_TIME.fullmatch(start) and _TIME.fullmatch(end)):
        return None
    words = _OVERRIDE.sub("", cells["text"]).replace("\\h", " ")
    lines = tuple(line.strip() for line in _BREAK.split(words) if line.strip())
    speaker = cells.get("name") or cells.get("actor") or ""
    return RawCue(read_seconds(start), read_seconds(end), lines, speaker=speaker.strip())
