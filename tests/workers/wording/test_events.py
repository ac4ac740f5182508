from __future__ import annotations

from dataclasses import replace

from tests.workers.wording.test_finding import moment
from workers.domain.moment import Moment, MomentKind
from workers.wording.events import write_events


def four() -> list[Moment]:
    dip, rise = MomentKind.DIP, MomentKind.RISE
    return [
        moment(rise, 236, topic="roadmap"),
        replace(moment(dip, 1547, number=2, topic="hidden costs"), speakers=("Ben",)),
        moment(rise, 2077, number=3),
        replace(moment(dip, 2343, number=4, topic="hiring"), speakers=("Ben",)),
    ]


def test_from_three_events_on_who_goes_before_the_topics_do() -> None:
    told = list(write_events(four(), 5))
    assert told[:4] == [
        (
            "one voice lifts at 3:56 around “roadmap”, another drops at 25:47 around "
            "“hidden costs”, another lifts at 34:37 and another drops at 39:03 around “hiring”"
        ),
        (
            "single voices lift at 3:56 around “roadmap”, drop at 25:47 around “hidden costs”, "
            "lift at 34:37 and drop at 39:03 around “hiring”"
        ),
        (
            "single voices lift at 3:56 (“roadmap”), drop at 25:47 (“hidden costs”), "
            "lift at 34:37 and drop at 39:03 (“hiring”)"
        ),
        (
            "one voice lifts at 3:56, another drops at 25:47, another lifts at 34:37 and another "
            "drops at 39:03"
        ),
    ]
    assert [len(line) for line in told] == sorted(map(len, told), reverse=True)
    assert told[-1] == "one voice lifts at 3:56"


def test_voices_together_and_one_alone_are_no_single_voices() -> None:
    found = [*four(), moment(MomentKind.DISAGREEMENT, 2800, number=5)]
    assert list(write_events(found, 5))[2].startswith("voices lift at 3:56 (“roadmap”), drop")
    assert list(write_events(found, 5))[2].endswith("and part at 46:40")
    assert list(write_events(four(), 1))[1].startswith("lifts at 3:56 around “roadmap”, drops")
