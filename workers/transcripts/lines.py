"""Lines: transcripts in plain text, as Zoom, Otter, Teams and Meet save them and people type them.

Three shapes of line matter: a head (`Ada Moss  0:03`, `[Ada Moss] 00:00:03`) with the words on the
lines below, a named line (`[00:03] Ada: words`), and a bare time. All else goes on with the words
before it, or belongs to nobody where nobody has spoken yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workers.transcripts.names import name_in
from workers.transcripts.said import Said, Transcript, spoken_s

_TIME = r"\d{1,3}:\d{1,2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_BARE_TIME = re.compile(rf"[\[(]?({_TIME})[\])]?(?:\s*(?:-->|-|–)\s*[\[(]?{_TIME}[\])]?)?")
_HEAD = re.compile(
    rf"(?:[\[(]?({_TIME})[\])]?\s*[-–|]?\s*)?\[?([^\[\]():\d][^\[\]:]{{0,60}}?)\]?"
    rf"(?:[\s|,–-]+[\[(]?({_TIME})[\])]?)?:?"
)
_NAMED = re.compile(
    rf"(?:[\[(]?({_TIME})[\])]?\s*[-–|]?\s*)?(?:From\s+)?([^:\n]{{1,70}}?)"
    rf"\s*(?:[\[(]({_TIME})[\])])?\s*:\s+(\S.*)"
)
_CLOCK_S = 20 * 60
"""A transcript whose first word comes later than this counts by the clock on the wall."""


@dataclass(slots=True)
class _Speech:
    speaker: str
    start_s: float | None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())


def txt(text: str) -> Transcript:
    """A plain text transcript. Times that are not there are estimated from the words."""
    speeches = [speech for speech in _speeches(text.lstrip("\ufeff")) if speech.text]
    estimated = any(speech.start_s is None for speech in speeches)
    return Transcript(_timed(speeches), times_estimated=estimated)


def _speeches(text: str) -> list[_Speech]:
    speeches: list[_Speech] = []
    pending: float | None = None
    for line in map(str.strip, text.split("\n")):
        if not line:
            continue
        if bare := _BARE_TIME.fullmatch(line):
            if speeches and not speeches[-1].lines and speeches[-1].start_s is None:
                speeches[-1].start_s = _seconds(bare[1])
            else:
                pending = _seconds(bare[1])
        elif begun := _begun(line):
            if begun.start_s is None:
                begun.start_s, pending = pending, None
            speeches.append(begun)
        elif speeches:
            speeches[-1].lines.append(line)
    return speeches


def _begun(line: str) -> _Speech | None:
    """The speech that a line opens: a named line with its words, or a head without."""
    if (named := _NAMED.fullmatch(line)) and (name := name_in(_alone(named[2]))):
        time = named[1] or named[3]
        return _Speech(name, _seconds(time) if time else None, [named[4]])
    head = _HEAD.fullmatch(line)
    if head and (head[1] or head[3] or line.endswith(":")) and (name := name_in(head[2])):
        time = head[1] or head[3]
        return _Speech(name, _seconds(time) if time else None)
    return None


def _alone(name: str) -> str:
    """Zoom's chat says to whom: `Ada Moss to Everyone`."""
    return re.sub(r"\s+[Tt]o\s+(Everyone|everyone).*$", "", name)


def _timed(speeches: list[_Speech]) -> list[Said]:
    """Start and end of every speech: what is written, and the pace of speech between."""
    first_s = next((one.start_s for one in speeches if one.start_s is not None), 0.0)
    shift_s = first_s if first_s > _CLOCK_S else 0.0
    said: list[Said] = []
    for index, one in enumerate(speeches):
        known = one.start_s is not None
        start_s = (one.start_s or 0.0) - shift_s if known else said[-1].end_s if said else 0.0
        end_s = start_s + spoken_s(one.text)
        after = speeches[index + 1].start_s if index + 1 < len(speeches) else None
        if after is not None and start_s < after - shift_s < end_s:
            end_s = after - shift_s
        said.append(Said(one.speaker, round(start_s, 3), round(end_s, 3), one.text))
    return said


def _seconds(time: str) -> float:
    """`m:ss` and `h:mm:ss`, with or without a fraction; on a clock with am and pm, `h:mm` too."""
    digits = re.sub(r"\s?[AaPp]\.?[Mm]\.?$", "", time)
    fields = [float(part) for part in digits.replace(",", ".").split(":")]
    if digits != time:
        hour = fields[0] % 12 + (12 if "p" in time.lower() else 0)
        fields = [hour, *fields[1:], *([0.0] * (3 - len(fields)))]
    seconds = 0.0
    for value in fields:
        seconds = seconds * 60 + value
    return seconds
