"""Meetings and moments by lot, for what has to hold of every picture."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from tests.gallery.pictures import NAMES
from tests.gallery.scenes import bump, meeting
from workers.domain.meeting import Meeting
from workers.domain.moment import Moment, MomentKind

QUOTES = (
    "We lost two customers over the hidden costs, and nobody told us before the end of the month.",
    "It works.",
    "Supercalifragilistic communication",
    "I cried in the office, it is a nightmare",
    "",
)


@st.composite
def meetings(draw: st.DrawFn, fewest: int, most: int) -> Meeting:
    """So many voices that swing; sometimes with a long silence."""
    count = draw(st.integers(fewest, most))
    names = [name * draw(st.sampled_from((1, 1, 4))) for name in NAMES[:count]]
    voices = {
        name: bump(
            draw(st.floats(0.05, 0.95)),
            draw(st.floats(0.02, 0.1)),
            draw(st.floats(-0.9, 0.9)),
            draw(st.floats(-0.2, 0.2)),
        )
        for name in names
    }
    return meeting(voices, draw(st.sampled_from((400, 1800, 7200))), seed=draw(st.integers(0, 9)))


@st.composite
def pins(draw: st.DrawFn, heard: Meeting) -> tuple[list[Moment], Mapping[int, str]]:
    """Up to five moments anywhere, and what is quoted of them."""
    found = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        at_s = draw(st.floats(0.0, 1.0)) * heard.end_s
        kind = draw(st.sampled_from(list(MomentKind)))
        count = draw(st.integers(1, len(heard.speakers)))
        who = draw(
            st.lists(st.sampled_from(heard.speakers), min_size=count, max_size=count, unique=True)
        )
        level = draw(st.floats(-1.0, 1.0))
        found.append(
            Moment(
                number=number,
                kind=kind,
                at_s=at_s,
                start_s=at_s,
                end_s=at_s,
                speakers=tuple(who),
                speaker=who[0],
                utterance=0,
                quote="",
                polarity=level,
                peak_s=at_s,
                levels=tuple(level * (-1) ** place for place in range(count)),
            )
        )
    return found, {moment.number: draw(st.sampled_from(QUOTES)) for moment in found}
