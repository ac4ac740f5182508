"""Lines: transcripts in plain text, as Zoom, Otter, Teams and Meet save them and people type them.

Four shapes of line matter: a head (`Ada Moss  0:03`, `[Ada Moss] 00:00:03`) with the words on the
lines below, a named line (`[00:03] Ada: words`), a stamped one (`[00:03] words`), and a bare time.
All else goes on with the words before it, or is no speech where nobody has spoken yet.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from workers.transcripts.names import name_in
from workers.transcripts.pairs import paired
from workers.transcripts.said import Said, Transcript, spoken_s

_DATE = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ T]+)?"
_TIME = r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_STAMP = rf"[\[(]?{_DATE}({_TIME})[\])]?"
_BARE_TIME = re.compile(rf"{_STAMP}(?:\s*(?:-->|-|–|,)\s*[\[(]?{_TIME}[\])]?)?")
_HEAD = re.compile(
    rf"(?:{_STAMP}\s*[-–|]?\s*)?(\[?[^\[\]():\d][^:]{{0,60}}?\]?)"
    rf"(?:[\s|,–-]+{_BARE_TIME.pattern})?:?"
)
_NAMED = re.compile(
    rf"(?:{_STAMP}\s*[-–|]?\s*)?(?:From\s+)?([^:\n]{{1,70}}?)"
    rf"\s*(?:[\[(]({_TIME})[\])])?\s*(?::\s+|\t\s*)(\S.*)"
)
_STAMPED = re.compile(rf"[\[(]{_DATE}({_TIME})[\])]\s+(\S.*)")
_WRITTEN_OUT = re.compile(r"(?:(\d+) hours? )?(\d+) minutes? (\d+) seconds?$")
_WIDE = re.compile(r"\s{3,}")
_MARKDOWN = re.compile(r"(?<!\w)(?:\*+|_+)(?=\S)|(?<=\S)(?:\*+|_+)(?!\w)")
_NOBODYS = re.compile(
    r"(?:.{1,60} )?(?:started|stopped) transcription|(?:meeting|transcription) ended after .*"
    r"|transcribed by https?://\S+|this editable transcript was computer generated.*",
    re.IGNORECASE,
)
"""What Teams, Meet and Otter add to what people say."""
_PRIVATELY = re.compile(r"\s+to\s+(?:everyone\b|.*\(direct message\)).*$", re.IGNORECASE)
_SMALL_LABEL = re.compile(r"([^\W\d_A-Z][\w.'-]{0,30}):\s+\S")
_MOST = 0.7
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
    stripped = (_WIDE.sub("  ", line.strip()) for line in text.lstrip("\ufeff").split("\n"))
    lines = [_plain(line) for line in stripped if line and not _NOBODYS.fullmatch(line)]
    lines = paired(lines, _BARE_TIME.fullmatch)
    speeches = _speeches(lines, frozenset()) or _speeches(lines, _small_labels(lines))
    spoken = [speech for speech in speeches if speech.text]
    estimated = any(speech.start_s is None for speech in spoken)
    return Transcript(_timed(spoken), times_estimated=estimated)


def _plain(line: str) -> str:
    """A line without Markdown where it begins a head, and times that Teams' pages write out."""
    if line[0] in "*_#":
        line = _MARKDOWN.sub("", line).lstrip("# ")
    time = _WRITTEN_OUT.search(line)
    if time and (time.start() == 0 or name_in(line[: time.start()])):
        hours, minutes, seconds = (int(part or 0) for part in time.groups())
        return f"{line[: time.start()]}{hours}:{minutes:02}:{seconds:02}"
    return line


def _small_labels(lines: Sequence[str]) -> frozenset[str]:
    """What stands before a colon in most lines, for people who write every name small."""
    labels = [found[1] for line in lines if (found := _SMALL_LABEL.match(line))]
    return frozenset(labels) if len(labels) > max(1, _MOST * len(lines)) else frozenset()


def _speeches(lines: Iterable[str], labels: Container[str]) -> list[_Speech]:
    """What is said; `labels` are speakers that do not look like names."""
    speeches: list[_Speech] = []
    pending: float | None = None
    for line in lines:
        if bare := _BARE_TIME.fullmatch(line):
            if speeches and not speeches[-1].lines and speeches[-1].start_s is None:
                speeches[-1].start_s = _seconds(bare[1])
            else:
                pending = _seconds(bare[1])
        elif begun := _begun(line, labels):
            if begun.start_s is None:
                begun.start_s = pending
            pending = None
            speeches.append(begun)
        elif pending is not None:
            speeches.append(_Speech("", pending, [line]))
            pending = None
        elif speeches:
            speeches[-1].lines.append(line)
    return speeches


def _begun(line: str, labels: Container[str]) -> _Speech | None:
    """The speech that a line opens: a named line with its words, a head or a time without."""
    named = _NAMED.fullmatch(line)
    if named and (name := _speaker(named[2], labels)):
        return _speech(name, named[1] or named[3], named[4])
    head = _HEAD.fullmatch(line)
    if head and (head[1] or head[3] or line.endswith(":")) and (name := name_in(head[2])):
        return _speech(name, head[1] or head[3], "")
    stamped = _STAMPED.fullmatch(line)
    return _speech("", stamped[1], stamped[2]) if stamped else None


def _speaker(words: str, labels: Container[str]) -> str:
    """The name before a colon; Zoom's chat says to whom, too: `Ada Moss to Everyone`."""
    return words if words in labels else name_in(_PRIVATELY.sub("", words))


def _speech(name: str, time: str | None, words: str) -> _Speech:
    """A speech whose time may also stand before its words, or alone in their place."""
    if bare := _BARE_TIME.fullmatch(words):
        return _Speech(name, _seconds(time or bare[1]))
    if stamped := _STAMPED.fullmatch(words):
        time, words = time or stamped[1], stamped[2]
    return _Speech(name, _seconds(time) if time else None, [words] if words else [])


def _timed(speeches: list[_Speech]) -> list[Said]:
    """Start and end of every speech: what is written, and the pace of speech between."""
    first_s = min((one.start_s for one in speeches if one.start_s is not None), default=0.0)
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
