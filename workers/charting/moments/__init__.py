"""What is worth pointing at in a meeting: at most one dip, one rise and one disagreement.

A moment has to last (two utterances and twenty words, beyond the band of the line), so that noise
and single exclamations are not pointed at.
"""

from __future__ import annotations

from dataclasses import replace

from workers.charting.frames import Curves, make_curves
from workers.charting.moments import disagreement, extremes
from workers.charting.moments.topic import Topics
from workers.domain.meeting import Meeting
from workers.domain.moment import Moment


def find_moments(meeting: Meeting, drawn: Curves | None = None) -> list[Moment]:
    """The moments of a meeting, numbered in order of time; empty where nothing stood out.

    `drawn` spares computing the lines again where the caller has them.
    """
    drawn = drawn or make_curves(meeting)
    found = (
        extremes.find_deepest_dip(drawn),
        extremes.find_highest_rise(drawn),
        disagreement.find_widest(drawn),
    )
    in_time = sorted((moment for moment in found if moment), key=lambda moment: moment.at_s)
    if not in_time:
        return []
    topics = Topics(meeting)
    return [
        replace(moment, number=number, topic=topics.at(moment.peak_s, drawn.bandwidth_s))
        for number, moment in enumerate(in_time, start=1)
    ]
