"""Ways of writing: what programs put around names and times, made into the one way that is read.

Each way is taken only where the whole text has it, so that a single line that happens to look like
it keeps its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from workers.transcripts.names import ends_a_sentence, name_in

_MOST = 0.75
"""The share of lines from which something is the way of a text."""
_NUMBER = re.compile(r"(\d{1,5})(?:[.)]\s{1,8}|\s{2,8}|\t)(?=\S)")
_NICK = re.compile(
    r"(?P<time>[\[(]?\d[\d:. ]{3,10}[\])]?\s{1,4})?<[@+%~& ]?(?P<nick>[^\s<>/]{1,32})>\s"
)
_SPEAKER_IS = re.compile(r"speaker\s?:\s{1,4}(?P<name>\S.{0,59})", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s{1,4}(?P<name>\S.{0,59})")
_HALF = re.compile(r"(?P<hour>\d{1,2}):\d\d(?::\d\d)?[ \u202f]?(?P<half>[AaPp]\.?[Mm]\.?)[\])]?$")
_BARE = re.compile(r"(?P<hour>\d{1,2}):\d\d")
_QUESTION = re.compile(r"(?P<who>[QA])[.)]\s{1,9}(?=\S)")
_TIME_AMID = re.compile(
    r"(?P<name>[^\W\d][^:\n]{0,59}?)\s{1,4}"
    r"(?P<time>\d{1,2}(?::\d\d){1,2}|\[\d{1,2}(?::\d\d){1,2}\]|\(\d{1,2}(?::\d\d){1,2}\))"
    r"\s{1,4}(?=[^\s–—>→-])"
)
_FRAMES = re.compile(r"(\d\d(?:[:;]\d\d){3})\s{1,4}(\d\d(?:[:;]\d\d){3})")
_INITIALS = re.compile(r"[^\W\d_]{2,3}")
_EDITED = re.compile(r"(\d [AaPp][Mm]), edited$", re.IGNORECASE)
_STATUS = re.compile(r"\s:[a-z0-9_+-]{2,40}:(?=\s{1,4}\[?\d{1,2}:\d\d.{0,5}$)")
_TRACK = re.compile(r"(\d{1,6}\.\d{1,6})\t(\d{1,6}\.\d{1,6})\t\s{0,9}(?=\S)")
_MARK_BEHIND = re.compile(r"\s{0,4}#(\d{1,2}:\d\d:\d\d)-(\d)#$")
_LINK = re.compile(r"\[?\[(?P<shown>[^\[\]]{1,99})\]\(https?://[^\s()]{1,999}\)(?P<closed>\])?")
_CLOCK = re.compile(r"\d{1,3}(?::\d\d){1,2}(?:[.,]\d{1,3})?")
_TICKED = re.compile(r"`\[?(\d{1,3}(?::\d\d){1,2}(?:[.,]\d{1,3})?)\]?`")


def unify_ways(lines: Sequence[str]) -> list[str]:
    """`lines`, without blanks around, whose speakers and times stand as elsewhere.

    Nicks in `<angles>`, numbers of lines, `SPEAKER: S1` above the words, names as headings of
    Markdown, times that are links or code, and a clock's times that leave out the half of the day.
    """
    lines = [_show_plainly(line) for line in lines]
    for way in _WAYS:
        lines = way(lines)
    return list(lines)


def has_nicks(text: str) -> bool:
    """Whether lines of `text` begin with nicks in angles, as chats on the Internet are kept."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return _is_the_way(sum(_NICK.match(line) is not None for line in lines), lines)


def _is_the_way(count: int, lines: Sequence[str]) -> bool:
    return count > 1 and count >= _MOST * sum(map(bool, lines))


def _show_plainly(line: str) -> str:
    """Without links, ticks around times, and what chats add to a name or a time."""
    if line[:1].isdigit() and (span := _FRAMES.fullmatch(line)):
        return f"{span[1]} - {span[2]}"
    if "`" in line or "](" in line:
        line = _TICKED.sub(r"[\1]", _LINK.sub(_show_link, line))
    if len(line) > 200 or ":" not in line:
        return line
    return _STATUS.sub("", _EDITED.sub(r"\1", line))


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
    half, hour = "", 0
    for line in lines:
        if told := _HALF.search(line[-16:]):
            half, hour = told["half"], int(told["hour"])
        elif half and (bare := _BARE.fullmatch(line)):
            noon = int(bare["hour"]) == 12 and hour != 12
            half, hour = _SWAPPED[half[0].casefold()] if noon else half, int(bare["hour"])
            line = f"{line} {half}"  # noqa: PLW2901
        halved.append(line)
    return halved


def _time_tracks(lines: Sequence[str]) -> Sequence[str]:
    """Labels of a sound editor: seconds, a tab, seconds, a tab, words."""
    found = [_TRACK.match(line) for line in lines]
    if not _is_the_way(sum(one is not None for one in found), lines):
        return lines
    return [
        f"[{one[1]}s - {one[2]}s] {line[one.end() :]}" if one else line
        for line, one in zip(lines, found, strict=True)
    ]


def _time_from_marks(lines: Sequence[str]) -> Sequence[str]:
    """Paragraphs that end in `#00:00:04-5#`: each begins where the one before it ends."""
    found = [_MARK_BEHIND.search(line[-20:]) for line in lines]
    if not _is_the_way(sum(one is not None for one in found), lines):
        return lines
    timed: list[str] = []
    begins = "0:00:00"
    for line, one in zip(lines, found, strict=True):
        words = line[: len(line) - len(one[0])] if one else line
        timed.append(f"[{begins}] {words}" if words else "")
        begins = f"{one[1]}.{one[2]}" if one else begins
    return timed


def _name_questions(lines: Sequence[str]) -> Sequence[str]:
    """`Q.` and `A.` of a record of questions, where (nearly) all lines begin with one of them."""
    found = [_QUESTION.match(line) for line in lines]
    both = {one["who"] for one in found if one}
    if len(both) < 2 or not _is_the_way(sum(one is not None for one in found), lines):
        return lines
    return [
        f"{one['who']}: {line[one.end() :]}" if one else line
        for line, one in zip(lines, found, strict=True)
    ]


def _put_times_first(lines: Sequence[str]) -> Sequence[str]:
    """`ADA MOSS 00:00:01 words`, where (nearly) all lines have a name, a time and words."""
    found = [_TIME_AMID.match(line[:100]) for line in lines]
    named = [one if one and name_in(one["name"]) else None for one in found]
    if not _is_the_way(sum(one is not None for one in named), lines):
        return lines
    return [
        f"[{one['time'].strip('[]()')}] {one['name']}: {line[one.end() :]}" if one else line
        for line, one in zip(lines, named, strict=True)
    ]


def _leave_out_initials(lines: Sequence[str]) -> Sequence[str]:
    """Without the letters of a picture that stand above (nearly) every name, as pages copy them."""
    filled = [at for at, line in enumerate(lines) if line]
    above = [at for at, below in pairwise(filled) if _are_initials(lines[at], lines[below])]
    short = sum(_INITIALS.fullmatch(line) is not None for line in lines)
    if len(above) < 2 or len(above) < _MOST * short:
        return lines
    gone = set(above)
    return [line for at, line in enumerate(lines) if at not in gone]


def _are_initials(letters: str, name: str) -> bool:
    words = name.split()
    if len(words) < 2 or _INITIALS.fullmatch(letters) is None or not _is_name(name):
        return False
    return letters in {words[0][0] + words[-1][0], "".join(word[0] for word in words)}


_SWAPPED = {"a": "PM", "p": "AM"}
_WAYS = (
    *(_leave_out_numbers, _name_nicks, _name_below_speaker, _name_headings, _halve_days),
    *(_time_tracks, _time_from_marks, _name_questions, _put_times_first, _leave_out_initials),
)
