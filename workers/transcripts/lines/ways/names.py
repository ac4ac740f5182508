"""Names in places of their own: above the words, as headings, before a time, as Q and A."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from workers.transcripts.lines.ways.share import MOST, is_only_a_name, is_the_way
from workers.transcripts.speakers.names import ends_a_sentence, name_in

_SPEAKER_IS = re.compile(r"speaker\s?:\s{1,4}(?P<name>\S.{0,59})", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s{1,4}(?P<name>\S.{0,59})")
_QUESTION = re.compile(r"(?P<who>[QA])[.)]\s{1,9}(?=\S)")
_TIME_AMID = re.compile(
    r"(?P<name>[^\W\d][^:\n]{0,59}?),?\s{1,4}"
    r"(?P<time>\d{1,2}(?::\d\d){1,2}|\[\d{1,2}(?::\d\d){1,2}\]|\(\d{1,2}(?::\d\d){1,2}\))"
    r",?\s{1,4}(?=[^\s–—>→-])"
)

_DASHED = re.compile(
    r"(?P<time>[\[(]?\d{1,2}(?::\d\d){1,2}[\])]?\s(?:[-–—|]\s)?)?"
    r"(?P<name>[^\W\d][^:\n–—>|~-]{0,39}?)(?:\s(?:[-–—|~]|->|→)|>)\s(?=\S)"
)


def name_before_dashes(lines: Sequence[str]) -> Sequence[str]:
    """`Ada - words`, `Ada | words` as `Ada: words`: (nearly) all lines are so, most names recur."""
    found = [_DASHED.match(line[:120]) for line in lines]
    named = [one if one and is_only_a_name(one["name"].strip()) else None for one in found]
    seen = Counter(one["name"].strip() for one in named if one)
    recurring = sum(count for count in seen.values() if count > 1)
    if len(seen) < 2 or 2 * recurring < seen.total() or not is_the_way(seen.total(), lines):
        return lines
    return [
        f"{_bracket(one['time'])}{one['name'].strip()}: {line[one.end() :]}" if one else line
        for line, one in zip(lines, named, strict=True)
    ]


def _bracket(time: str | None) -> str:
    return f"[{time.strip(' []()–—-|')}] " if time else ""


def name_below_speaker(lines: Sequence[str]) -> Sequence[str]:
    """`SPEAKER: S1` as `S1:`, where nobody called Speaker ever says anything else."""
    found = [_SPEAKER_IS.fullmatch(line) for line in lines]
    begun = sum(line[:9].casefold().startswith(("speaker:", "speaker :")) for line in lines)
    names = [one["name"] for one in found if one]
    named = all(name_in(name) and not ends_a_sentence(name) for name in names)
    if len(names) < 2 or len(names) < begun or not named or 2 * len(names) > sum(map(bool, lines)):
        return lines
    return [f"{one['name']}:" if one else line for line, one in zip(lines, found, strict=True)]


def name_headings(lines: Sequence[str]) -> Sequence[str]:
    """Headings that are names, where some recur and (nearly) all are such."""
    found = [_HEADING.fullmatch(line) for line in lines]
    seen = Counter(one["name"] for one in found if one and is_only_a_name(one["name"]))
    recurring = any(count > 1 for count in seen.values())
    if not recurring or sum(seen.values()) < MOST * sum(one is not None for one in found):
        return lines
    return [
        f"{one['name']}:" if one and one["name"] in seen else line
        for line, one in zip(lines, found, strict=True)
    ]


def name_questions(lines: Sequence[str]) -> Sequence[str]:
    """`Q.` and `A.` of a record of questions, where (nearly) all lines begin with one of them."""
    found = [_QUESTION.match(line) for line in lines]
    both = {one["who"] for one in found if one}
    if len(both) < 2 or not is_the_way(sum(one is not None for one in found), lines):
        return lines
    return [
        f"{one['who']}: {line[one.end() :]}" if one else line
        for line, one in zip(lines, found, strict=True)
    ]


def put_times_first(lines: Sequence[str]) -> Sequence[str]:
    """`ADA MOSS 00:00:01 words`, where (nearly) all lines have a name, a time and words."""
    found = [_TIME_AMID.match(line[:100]) for line in lines]
    named = [one if one and name_in(one["name"]) else None for one in found]
    if not is_the_way(sum(one is not None for one in named), lines):
        return lines
    return [
        f"[{one['time'].strip('[]()')}] {one['name']}: {line[one.end() :]}" if one else line
        for line, one in zip(lines, named, strict=True)
    ]
