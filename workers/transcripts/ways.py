"""Ways of writing: what programs put around names and times, made into the one way that is read.

Each way is taken only where the whole text has it, so that a single line that happens to look like
it keeps its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from workers.transcripts.names import ends_a_sentence, name_in

_MOST = 0.75
"""The share of lines from which something is the way of a text."""
_NUMBER = re.compile(r"(\d{1,5})(?:[.)]\s{1,8}|\s{2,8}|\t)(?=\S)")
_NICK = re.compile(
    r"(?P<time>[\[(]?\d[\d:. ]{3,10}[\])]?\s{1,4})?<[@+%~& ]?(?P<nick>[^\s<>/]{1,32})>\s"
)
_SPEAKER_IS = re.compile(r"speaker\s?:\s{1,4}(?P<name>\S.{0,59})", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s{1,4}(?P<name>\S.{0,59})")
_HALF = re.compile(r"\d{1,2}:\d\d(?::\d\d)?[ \u202f]?(?P<half>[AaPp]\.?[Mm]\.?)[\])]?$")
_BARE = re.compile(r"\d{1,2}:\d\d")
_LINK = re.compile(r"\[?\[(?P<shown>[^\[\]]{1,99})\]\(https?://[^\s()]{1,999}\)(?P<closed>\])?")
_CLOCK = re.compile(r"\d{1,3}(?::\d\d){1,2}(?:[.,]\d{1,3})?")
_TICKED = re.compile(r"`\[?(\d{1,3}(?::\d\d){1,2}(?:[.,]\d{1,3})?)\]?`")


def unify_ways(lines: Sequence[str]) -> list[str]:
    """`lines`, without blanks around, whose speakers and times stand as elsewhere.

    Nicks in `<angles>`, numbers of lines, `SPEAKER: S1` above the words, names as headings of
    Markdown, times that are links or code, and a clock's times that leave out the half of the day.
    """
    lines = [_TICKED.sub(r"[\1]", _LINK.sub(_show_link, line)) for line in lines]
    for way in (_leave_out_numbers, _name_nicks, _name_below_speaker, _name_headings, _halve_days):
        lines = way(lines)
    return list(lines)


def has_nicks(text: str) -> bool:
    """Whether lines of `text` begin with nicks in angles, as chats on the Internet are kept."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return _is_the_way(sum(_NICK.match(line) is not None for line in lines), lines)


def _is_the_way(count: int, lines: Sequence[str]) -> bool:
    return count > 1 and count >= _MOST * sum(map(bool, lines))


def _show_link(found: re.Match[str]) -> str:
    return f"[{found['shown']}]" if _CLOCK.fullmatch(found["shown"]) else found["shown"]


def _leave_out_numbers(lines: Sequence[str]) -> Sequence[str]:
    """Without numbers that count the lines; each would make somebody else of who speaks there."""
    found = [_NUMBER.match(line) for line in lines]
    numbers = [int(one[1]) for one in found if one]
    counts = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    if not counts or not _is_the_way(len(numbers), lines):
        return lines
    return [line[one.end() :] if one else line for line, one in zip(lines, found, strict=True)]


def _name_nicks(lines: Sequence[str]) -> Sequence[str]:
    found = [_NICK.match(line) for line in lines]
    if not _is_the_way(sum(one is not None for one in found), lines):
        return lines
    return [
        f"{one['time'] or ''}{one['nick']}: {line[one.end() :]}" if one else line
        for line, one in zip(lines, found, strict=True)
    ]


def _name_below_speaker(lines: Sequence[str]) -> Sequence[str]:
    """`SPEAKER: S1` as `S1:`, where nobody called Speaker ever says anything else."""
    found = [_SPEAKER_IS.fullmatch(line) for line in lines]
    begun = sum(line[:9].casefold().startswith(("speaker:", "speaker :")) for line in lines)
    names = [one["name"] for one in found if one]
    named = all(name_in(name) and not ends_a_sentence(name) for name in names)
    if len(names) < 2 or len(names) < begun or not named or 2 * len(names) > sum(map(bool, lines)):
        return lines
    return [f"{one['name']}:" if one else line for line, one in zip(lines, found, strict=True)]


def _name_headings(lines: Sequence[str]) -> Sequence[str]:
    """Headings that are names, where some recur and (nearly) all are such."""
    found = [_HEADING.fullmatch(line) for line in lines]
    seen = Counter(one["name"] for one in found if one and _is_name(one["name"]))
    recurring = any(count > 1 for count in seen.values())
    if not recurring or sum(seen.values()) < _MOST * sum(one is not None for one in found):
        return lines
    return [
        f"{one['name']}:" if one and one["name"] in seen else line
        for line, one in zip(lines, found, strict=True)
    ]


def _is_name(words: str) -> bool:
    return ":" not in words and bool(name_in(words)) and not ends_a_sentence(words)


def _halve_days(lines: Sequence[str]) -> Sequence[str]:
    """A time alone among such as tell the half of the day is in that of the one above it."""
    halved: list[str] = []
    half = ""
    for line in lines:
        told = _HALF.search(line[-16:])
        half = told["half"] if told else half
        halved.append(f"{line} {half}" if half and _BARE.fullmatch(line) else line)
    return halved
