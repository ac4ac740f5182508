"""What happened in a meeting, in half a sentence: which voices, when, and around what.

Voices are counted, never named, and nothing is said of how anybody feels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workers.domain.moment import Moment, MomentKind
from workers.wording.mrkdwn import write_clock

VERBS = {MomentKind.DIP: ("drops", "drop"), MomentKind.RISE: ("lifts", "lift")}
"""Of one voice and of several."""
COUNTS = ("no", "one", "two", "three", "four", "five")
MANY = 3
"""From so many events on it need not be said of each which voice it was."""


def write_events(moments: Sequence[Moment], voices: int) -> Iterator[str]:
    """From long to short: with all subjects and topics, with one subject, without topics, and then
    without later events. `voices` is how many lines there are."""
    yield _tell_each(moments, voices, " around “{}”")
    if len(moments) >= MANY:
        yield _tell_together(moments, voices, " around “{}”")
        yield _tell_together(moments, voices, " (“{}”)")
    for count in range(len(moments), 0, -1):
        yield _tell_each(moments[:count], voices, "")


def _tell_each(moments: Sequence[Moment], voices: int, about: str) -> str:
    """One voice drops at 31:10 around “pricing”, both lift at 44:02."""
    events = []
    for place, moment in enumerate(moments):
        subject = _name_subject(moment, moments[:place], voices)
        verb = _choose_verb(moment, alone=len(moment.speakers) == 1)
        events.append(f"{subject} {verb}".strip())
    return _list_events(moments, events, about)


def _tell_together(moments: Sequence[Moment], voices: int, about: str) -> str:
    """Single voices drop at 31:10 around “pricing”, lift at 44:02 and drop at 50:11."""
    events = [_choose_verb(moment, alone=voices == 1) for moment in moments]
    if voices > 1:
        single = all(len(moment.speakers) == 1 for moment in moments)
        events[0] = f"{'single voices' if single else 'voices'} {events[0]}"
    return _list_events(moments, events, about)


def _list_events(moments: Sequence[Moment], events: Sequence[str], about: str) -> str:
    """Each with its time, and with its topic where that was not said before."""
    said = {""}
    told = []
    for moment, event in zip(moments, events, strict=True):
        topic = about.format(moment.topic) if moment.topic not in said else ""
        told.append(f"{event} at {write_clock(moment.at_s)}{topic}")
        said.add(moment.topic)
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def _name_subject(moment: Moment, before: Sequence[Moment], voices: int) -> str:
    """Whose words: how many voices, never which; none where there is but one line, or where the
    same voice was the last that was told of."""
    count = len(moment.speakers)
    if voices == 1:
        return ""
    if count > 1:
        several = COUNTS[count] if count < len(COUNTS) else f"{count}"
        everybody = count == voices and moment.kind in VERBS
        return ("both" if count == 2 else "all") if everybody else f"{several} voices"
    if not before or len(before[-1].speakers) > 1:
        return "one voice"
    return "" if before[-1].speakers == moment.speakers else "another"


def _choose_verb(moment: Moment, *, alone: bool) -> str:
    if moment.kind not in VERBS:
        return "part"
    one, several = VERBS[moment.kind]
    return one if alone else several
