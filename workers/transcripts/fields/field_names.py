"""Fields: the names under which programs keep who, when and what, and how they write times.

Forms with names for their columns are told by these, not by whose program wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from workers.transcripts.times.clock import read_frames

TEXT = (
    *("text", "transcript", "sentence", "utterance", "spokentext", "content", "display", "caption"),
    *("punctuatedword", "word", "value", "message", "line", "dialogue", "words", "body", "quote"),
    *(
        "rawtext",
        "speech",
        "transcription",
        "said",
        "statement",
        "utf8",
        "inhalt",
        "texte",
        "texto",
        *("says", "was", "quoi", "qué", "comment", "aussage", "beitrag", "発言", "内容"),
    ),
)
SPEAKER = (
    *("speakerinfo", "userprofile", "speakername", "speakerdisplayname", "speaker"),
    *("speakerlabel", "speakerid", "speakertag", "speakeridentifier"),
    *("participant", "participantname", "displayname", "username", "name", "person", "who"),
    *("author", "from", "user", "sprecher", "locuteur", "hablante", "orador", "speakers"),
    *("talker", "role", "relator", "speakerdesignation", "participantrole", "participantid"),
    *("sendername", "sender", "creator", "channellabel", "users", "source"),
    *("character", "actor", "voice", "wer", "qui", "quién", "redner", "rednerin", "stimme"),
    *("intervenant", "interviewee", "話者", "発言者", "发言人", "说话人", "화자"),
)
START = (
    *("start", "starttime", "begin", "begintime", "starts", "startat", "startsat", "beginn"),
    *("startoffset", "startseconds", "starttimeseconds", "tstart", "ts", "offset", "timestamp"),
    *("startdatetime", "timein", "timecodein", "in", "time", "position", "von", "début"),
    *("inicio", "dateunixtime"),
    *("datetime", "date", "from", "datastart"),
    *("timecode", "starttimecode", "absolutestarttime", "starttimestamp", "zeit"),
    *("beginoffset", "t0", "at", "heure", "hora", "uhrzeit", "時間", "時刻", "时间", "시간"),
)
END = (
    *("end", "endtime", "stop", "stoptime", "ends", "endat", "endsat", "endtimestamp", "endts"),
    *("endoffset", "endseconds", "endtimeseconds", "tend", "enddatetime", "timeout", "timecodeout"),
    "out",
    *("bis", "fin", "to", "endtimecode", "absoluteendtime", "dataend", "t1"),
)
DURATION = ("duration", "dduration", "length", "dur")
_UNITS = {"ms": 1e-3, "milliseconds": 1e-3, "millis": 1e-3, "inticks": 1e-7, "ticks": 1e-7}
_SECONDS = {"s": 1.0, "sec": 1.0, "secs": 1.0, "seconds": 1.0}
_SIGNS = re.compile(r"[^\w]|_")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,12})?(ms|s)?")
_CLOCK = re.compile(r"\d{1,4}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,9})?(?:\s?[AaPp]\.?[Mm]\.?)?")
_FRAMES = re.compile(r"\d{1,2}[:;]\d\d[:;]\d\d[:;]\d\d")
_SPAN = re.compile(
    r"PT(?:(\d{1,5}(?:\.\d{1,9})?)H)?(?:(\d{1,6}(?:\.\d{1,9})?)M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?"
)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_WORD_S = 15.0
"""Nobody takes this many seconds for a word, so that such times are thousandths of it."""


@lru_cache(maxsize=4096)
def fold_field(name: str) -> str:
    """`Start Time (s)`, `start_time` and `startTime` alike; the unit stays at the end."""
    return _SIGNS.sub("", name[:60].casefold())


def pick_field(names: Iterable[str], wanted: Sequence[str]) -> str | None:
    """The one of `names` (as they stand there) that comes first in `wanted`."""
    folded = _fold_fields(tuple(names))
    return next((folded[field] for field in wanted if field in folded), None)


@lru_cache(maxsize=4096)
def _fold_fields(names: tuple[str, ...]) -> Mapping[str, str]:
    """Names as they are looked for -> as they stand there; the rows of a file have the same."""
    return {_strip_unit(fold_field(name)): name for name in names}


def find_unit(name: str) -> float | None:
    """How many seconds the numbers of this field count; None where its name does not tell."""
    folded = fold_field(name)
    found = next((scale for unit, scale in _UNITS.items() if folded.endswith(unit)), None)
    if found is None and folded.endswith(("seconds", "secs")):
        return 1.0
    return found


def read_time(value: Any) -> float | None:
    """Seconds, or whatever numbers count: 1.5, "1.5", "1.4s", "0:01", "PT1.5S", an instant."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) < 1e15 else None
    if isinstance(value, dict):
        if not {"seconds", "nanos"}.isdisjoint(value) and value.keys() <= {"seconds", "nanos"}:
            return _read_whole_and_nanos(value)
        inner = pick_field(value, ("relative", "seconds", "start", "absolute", "value"))
        found = value.get(inner) if inner else None
        return None if isinstance(found, dict) else read_time(found)
    if not isinstance(value, str) or not 0 < len(value) < 60:
        return None
    return _read_written(value.strip(" []()"))


def _read_whole_and_nanos(value: Mapping[str, Any]) -> float | None:
    """`{"seconds": "1", "nanos": 5e8}`; what is 0 is left out."""
    whole, nanos = (read_time(value.get(name, 0)) for name in ("seconds", "nanos"))
    return None if whole is None or nanos is None else whole + nanos * 1e-9


def _read_written(value: str) -> float | None:
    if number := _NUMBER.fullmatch(value):
        digits = value.removesuffix(number[1] or "").replace(",", ".")
        return float(digits) * (1e-3 if number[1] == "ms" else 1.0)
    if _CLOCK.fullmatch(value) or _FRAMES.fullmatch(value):
        return read_frames([value])(value)
    if span := _SPAN.fullmatch(value):
        hours, minutes, seconds = (float(part or 0) for part in span.groups())
        return 3600 * hours + 60 * minutes + seconds
    if _INSTANT.match(value):
        try:
            return datetime.fromisoformat(value).timestamp()
        except (ValueError, OverflowError, OSError):
            return None
    return None


def guess_unit(starts: Sequence[Any], ends: Sequence[Any], words: int) -> float:
    """How many seconds such times count (1, a thousandth or a millionth), for `words` words.

    Only whole numbers without a sign of their own may be something else than seconds.
    """
    known = [time for time in (*starts, *ends) if time not in (None, "")]
    if not known or not words or not all(map(_is_whole, known)):
        return 1.0
    both = [
        (float(a), float(b))
        for a, b in zip(starts, ends, strict=True)
        if _is_whole(a) and _is_whole(b)
    ]
    if both:
        pace, most = sum(max(0.0, b - a) for a, b in both) / words, _WORD_S
    else:
        pace, most = (max(map(float, known)) - min(map(float, known))) / words, 10 * _WORD_S
    return 1.0 if pace < most else 1e-3 if pace < most * 1e3 else 1e-6


def _is_whole(value: Any) -> bool:
    if isinstance(value, str):
        return value.isdecimal() and value.isascii() and len(value) < 16
    return isinstance(value, int | float) and not isinstance(value, bool) and value % 1 == 0


def _strip_unit(folded: str) -> str:
    for unit in (*_UNITS, *_SECONDS):
        if folded.endswith(unit) and len(folded) > len(unit) + 1 and folded not in _WHOLE:
            return folded.removesuffix(unit)
    return folded


_WHOLE = frozenset({*TEXT, *SPEAKER, *START, *END, *DURATION})
