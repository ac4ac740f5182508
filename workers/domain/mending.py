"""Mending: lines of a meeting that a person has put right, and the meeting with them.

A line is known by its time and the words that were heard, not by its place: a run that begins
again may cut what is said elsewhere, and what a person has written stands there all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.domain.meeting import Meeting, Utterance

Line = tuple[float, float, str]
"""By what a line is known: its two times in seconds, and the words that were heard."""
MOST_MENDS = 2000
"""Lines of one chart: its record, in which they stand, is read whenever its charts are listed."""
LONGEST_TURN = 1000
"""Lines that are given to somebody else at once; of a longer turn those around the one meant."""
_PAUSE_S = 3.0
"""A longer pause ends a turn."""
_NEAR_S = 5.0
"""So far from a line's beginning or end its time may be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One line put right: who says it, what they say, or both; empty is as it was heard.

    `polarity` is of the mended words, as soon as they are `scored`.
    """

    start_s: float
    end_s: float
    heard: str
    speaker: str = ""
    text: str = ""
    polarity: float | None = None
    scored: bool = False


def mend_line(
    meeting: Meeting, at_s: float, *, speaker: str, text: str, whole_turn: bool
) -> tuple[Mend, ...]:
    """Mends for the line that is said at `at_s` seconds; empty where nothing is said there.

    `speaker` (empty: as heard) may be given the whole turn; `text` (empty: as heard) is one line's.
    """
    place = find_line(meeting.utterances, at_s)
    if place is None:
        return ()
    places = (
        find_turn(meeting.utterances, place) if whole_turn and speaker else range(place, place + 1)
    )
    lines = [(meeting.utterances[at], text if at == place else "") for at in places]
    return tuple(
        Mend(start_s=line.start_s, end_s=line.end_s, heard=line.text, speaker=speaker, text=words)
        for line, words in lines
    )


def find_line(utterances: Sequence[Utterance], at_s: float) -> int | None:
    """The place of the line that is said then, or begins nearest; of several, the latest begun."""

    def distance(place: int) -> tuple[float, float]:
        one = utterances[place]
        outside_s = max(one.start_s - at_s, at_s - one.end_s, 0.0)
        return outside_s, abs(at_s - one.start_s)

    place = min(range(len(utterances)), key=distance, default=None)
    return place if place is not None and distance(place)[0] <= _NEAR_S else None


def find_turn(utterances: Sequence[Utterance], place: int) -> range:
    """The places around this one that the same voice says without a longer pause, `LONGEST_TURN` at
    most."""

    def goes_on(before: int) -> bool:
        one, after = utterances[before], utterances[before + 1]
        return one.speaker == after.speaker and after.start_s - one.end_s < _PAUSE_S

    first = last = place
    least, most = max(place - LONGEST_TURN // 2, 0), place + LONGEST_TURN // 2
    while first > least and goes_on(first - 1):
        first -= 1
    while last + 1 < min(len(utterances), most) and goes_on(last):
        last += 1
    return range(first, last + 1)


def add_mends(old: Sequence[Mend], new: Sequence[Mend]) -> tuple[Mend, ...]:
    """Both, those of one line made one; the new says the last word."""
    lines = {(one.start_s, one.end_s, one.heard): one for one in old}
    for one in new:
        before = lines.get((one.start_s, one.end_s, one.heard))
        if before is not None:
            speaker = one.speaker or before.speaker
            one = replace(before if not one.text else one, speaker=speaker)  # noqa: PLW2901
        lines[one.start_s, one.end_s, one.heard] = one
    return tuple(lines.values())


def apply_mends(meeting: Meeting, mends: Sequence[Mend]) -> Meeting:
    """The meeting in which these lines are said as a person has put them right."""
    utterances = list(meeting.utterances)
    places = _map_lines(utterances)
    for mend in mends:
        same = places.get((mend.start_s, mend.end_s, mend.heard))
        if same is None:
            utterances = _mend_later_run(utterances, mend)
            places = _map_lines(utterances)
        else:
            mended = _put_right(utterances[same], mend)
            utterances[same] = mended
            places.setdefault(_name_line(mended), same)
    return replace(meeting, utterances=tuple(utterances)) if mends else meeting


def _map_lines(utterances: Sequence[Utterance]) -> dict[Line, int]:
    """The place of each line; a whole turn may be ten thousands, each looked for once."""
    return {_name_line(utterances[at]): at for at in reversed(range(len(utterances)))}


def _name_line(one: Utterance) -> Line:
    return one.start_s, one.end_s, one.text


def _put_right(one: Utterance, mend: Mend) -> Utterance:
    speaker = mend.speaker or one.speaker
    if not mend.text:
        return replace(one, speaker=speaker)
    return Utterance(speaker, mend.start_s, mend.end_s, mend.text, mend.polarity)


def _mend_later_run(utterances: list[Utterance], mend: Mend) -> list[Utterance]:
    """The same where a later run has cut it elsewhere: what it has heard in most of its time."""
    places = [
        place
        for place, one in enumerate(utterances)
        if _overlap_s(one, mend) > (one.end_s - one.start_s) / 2
    ]
    if not places:
        return utterances
    mended = list(utterances)
    for place in places if not mend.text else places[:1]:
        mended[place] = _put_right(utterances[place], mend)
    gone = set(places[1:]) if mend.text else set()
    return [one for place, one in enumerate(mended) if place not in gone]


def _overlap_s(one: Utterance, mend: Mend) -> float:
    return min(one.end_s, mend.end_s) - max(one.start_s, mend.start_s)
