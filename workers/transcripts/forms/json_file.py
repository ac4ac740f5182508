"""JSON by shape: lists of things that have words, and mostly who says them and when.

Whose program wrote a file is not asked. Every list in it whose items have words is a candidate,
alike lists at different places counting as one; the fullest that tells speakers is the transcript.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from workers.domain.errors import Refused, Why
from workers.transcripts.cues.stretches import Passage, say_stretches
from workers.transcripts.fields.field_names import (
    TEXT,
    fold_field,
    guess_unit,
    pick_field,
    read_time,
)
from workers.transcripts.fields.json_names import read_names
from workers.transcripts.fields.json_rows import (
    BEST_FIRST,
    JsonRow,
    join_words,
    read_row,
    read_speaker_around,
)
from workers.transcripts.forms.plain_text import read_txt
from workers.transcripts.raw.limits import MOST_VALUES, refuse_too_much
from workers.transcripts.raw.text import clean_text, decode_signs
from workers.transcripts.said import UNKNOWN, Transcript

_DEEPEST = 24
_NOT_SPEECH = frozenset(
    {"actionitems", "chapters", "summary", "summaries", "highlights", "topics", "entities", "notes"}
    | {"questions", "keywords", "keyphrases", "attendees", "participants", "speakers", "tasks"}
    | {"autohighlightsresult", "iabcategoriesresult", "sentimentanalysisresults", "outline"}
    | {"ocr", "labels", "faces", "brands", "emotions", "sentiments", "scenes", "shots", "blocks"}
    | {"audioeffects", "namedpeople", "namedlocations", "detectedobjects", "framepatterns"}
    | {"contentsafetylabels", "translations", "bookmarks", "comments", "chat", "decisions"}
)
_SENTENCE_WORDS = 12
_PAUSE_S = 1.5
_SINGLE = 1.5
"""So few words a row, each is a word and no sentence."""


@dataclass(slots=True)
class _Found:
    """What a file holds: rows with words by their place, and turns that have none."""

    rows: dict[str, list[JsonRow]] = field(default_factory=dict)
    turns: list[JsonRow] = field(default_factory=list)


def read_json(data: bytes) -> Transcript:
    """The transcript in a JSON file, or in lines that are JSON each.

    Raises Refused: `UNREADABLE` where it is no JSON, `NOT_A_RECORDING` where nothing in it has
    words, `TRANSCRIPT_TOO_LONG` for more than a transcript can have.
    """
    refuse_too_much(sum(data.count(sign) for sign in (b",", b"[", b"{")), MOST_VALUES)
    found = _Found()
    try:
        value = _decode(decode_signs(data).strip("\ufeff \r\n\t"))
        _collect(value, "", None, found, 0)
    except RecursionError as cause:
        raise Refused(Why.UNREADABLE) from cause
    best = _pick([rows for rows in found.rows.values() if any(row.text for row in rows)])
    if not best:
        return _read_told(value)
    stretches = _time(_leave_out_unnamed_doubles(best))
    named = _name_by_turns(stretches, _time(found.turns))
    called = read_names(value)
    spoken = [one._replace(speaker=called.get(one.speaker, one.speaker)) for one in named]
    return say_stretches(_join_single_words(spoken))


def _read_told(value: Any) -> Transcript:
    """A transcript of lines that stands under one name, as interfaces hand it over."""
    told = value if isinstance(value, Mapping) else {}
    name = pick_field([each for each in told if isinstance(told[each], str)], TEXT)
    if name is None or "\n" not in told[name]:
        raise Refused(Why.NOT_A_RECORDING)
    return read_txt(clean_text(told[name]))


def _decode(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError) as cause:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2:
            raise Refused(Why.UNREADABLE) from cause
    try:
        return [msgspec.json.decode(line) for line in lines]
    except (msgspec.DecodeError, UnicodeEncodeError) as cause:
        raise Refused(Why.UNREADABLE) from cause


def _collect(value: Any, path: str, speaker: str | None, found: _Found, depth: int) -> None:
    """Rows by their path without places; what stands around an item tells who says it."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict) and _is_numbered(value):
        value = list(value.values())
    if isinstance(value, dict):
        own = read_speaker_around(value) if depth else None
        around = speaker if own is None else own
        for name, inner in value.items():
            folded = fold_field(name)
            if folded not in _NOT_SPEECH:
                best = inner[:1] if folded in BEST_FIRST and isinstance(inner, list) else inner
                _collect(best, f"{path}.{folded}", around, found, depth + 1)
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                _take_row(read_row(item, speaker), path, found)
            _collect(item, f"{path}.*", speaker, found, depth + 1)


def _is_numbered(value: Mapping[str, Any]) -> bool:
    """Whether this is a list whose places are told: `{"0": {}, "1": {}}`."""
    return len(value) > 1 and all(
        name.isdecimal() and isinstance(inner, dict) for name, inner in value.items()
    )


def _take_row(row: JsonRow, path: str, found: _Found) -> None:
    if row.text:
        found.rows.setdefault(path, []).append(row)
    elif row.speaker and row.start is not None:
        found.turns.append(row)


def _pick(candidates: Sequence[list[JsonRow]]) -> list[JsonRow]:
    """The rows that are the transcript: full, with speakers, with times, about sentences long."""
    most = max(map(_count_letters, candidates), default=0)
    full = [rows for rows in candidates if _count_letters(rows) >= most / 2]
    named = [rows for rows in full if any(row.speaker for row in rows)] or full
    timed = [rows for rows in named if any(row.start is not None for row in rows)] or named
    return min(timed, key=_measure_odds, default=[])


def _count_letters(rows: Sequence[JsonRow]) -> int:
    return sum(len(row.text) for row in rows)


def _count_words(rows: Sequence[JsonRow] | Sequence[Passage]) -> int:
    return sum(len(row.text.split()) for row in rows)


def _measure_odds(rows: Sequence[JsonRow]) -> float:
    """How far from sentences these rows are; single words are farthest."""
    words = max(1, _count_words(rows)) / len(rows)
    return abs(math.log(words / _SENTENCE_WORDS)) + (3 if words < 1.5 else 0)


def _leave_out_unnamed_doubles(rows: list[JsonRow]) -> list[JsonRow]:
    """Rows with speakers alone, where the same words stand there without them as well."""
    named = [row for row in rows if row.speaker]
    unnamed = [row for row in rows if not row.speaker]
    if join_words(row.text for row in named) == join_words(row.text for row in unnamed):
        return named
    return rows


def _time(rows: Sequence[JsonRow]) -> list[Passage]:
    """The rows in seconds; a row that does not tell who speaks goes on with the one before it.

    A row that tells that nobody is known is somebody unknown's.
    """
    unit = guess_unit([row.start for row in rows], [row.end for row in rows], _count_words(rows))
    stretches: list[Passage] = []
    nobody = UNKNOWN if any(row.speaker for row in rows) else ""
    speaker = nobody
    for row in rows:
        if row.speaker is not None:
            speaker = row.speaker or nobody
        start_s, end_s = _scale(row.start, row.unit or unit), _scale(row.end, row.unit or unit)
        length_s = _scale(row.length, row.unit or unit)
        if end_s is None and start_s is not None and length_s is not None:
            end_s = start_s + length_s
        stretches.append(Passage(speaker, row.text, start_s, end_s))
    return stretches


def _scale(value: Any, unit: float) -> float | None:
    time = read_time(value)
    return None if time is None else time * unit


def _name_by_turns(stretches: list[Passage], turns: Sequence[Passage]) -> list[Passage]:
    """Who speaks when each stretch begins, where that is told apart from the words."""
    told = sorted(
        (turn.start_s, turn.end_s or turn.start_s, turn.speaker)
        for turn in turns
        if turn.start_s is not None
    )
    if not told or any(one.speaker not in {"", UNKNOWN} for one in stretches):
        return stretches
    named: list[Passage] = []
    at = 0
    for one in stretches:
        start_s = one.start_s
        if start_s is None:
            named.append(one._replace(speaker=named[-1].speaker if named else UNKNOWN))
            continue
        while at + 1 < len(told) and told[at + 1][0] <= start_s + 0.01:
            at += 1
        inside = told[at][0] <= start_s + 0.01 and start_s <= told[at][1] + 0.01
        named.append(one._replace(speaker=told[at][2] if inside else UNKNOWN))
    return named


def _join_single_words(stretches: list[Passage]) -> list[Passage]:
    """Sentences of one speaker, where a stretch is a word."""
    if not stretches or _count_words(stretches) > _SINGLE * len(stretches) or len(stretches) < 3:
        return stretches
    joined: list[list[Passage]] = []
    for one in stretches:
        if joined and _goes_on(joined[-1][-1], one):
            joined[-1].append(one)
        else:
            joined.append([one])
    return [
        Passage(run[0].speaker, join_words(one.text for one in run), run[0].start_s, _last_end(run))
        for run in joined
    ]


def _last_end(run: Sequence[Passage]) -> float | None:
    return next((one.end_s for one in reversed(run) if one.end_s is not None), None)


def _goes_on(before: Passage, after: Passage) -> bool:
    if not any(map(str.isalnum, after.text)):
        return True
    if before.speaker != after.speaker or before.text.endswith((".", "?", "!")):
        return False
    if before.end_s is None or after.start_s is None:
        return True
    return after.start_s - before.end_s < _PAUSE_S
