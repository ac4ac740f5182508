"""Closer looks as pure functions from one analysis to the next; `changes` has everything else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from workers.domain.analysis import Analysis, Stage
from workers.domain.chart import CloserLook, Pin

MOST_LOOKS = 20
"""At one chart: each is a message in its thread, and is drawn anew whenever the chart is."""
ROOM_S = 60.0
"""Shown before and after a moment, at least."""
STEP_S = 30


def has_room(analysis: Analysis, opens_s: float, closes_s: float) -> bool:
    """Whether one more look may be added; one at the same stretch takes no room."""
    return (
        _find(analysis.closer_looks, opens_s, closes_s) is not None
        or len(analysis.closer_looks) < MOST_LOOKS
    )


def has_look(analysis: Analysis, opens_s: float, closes_s: float) -> bool:
    """Whether a look at this stretch stands in the thread."""
    look = _find(analysis.closer_looks, opens_s, closes_s)
    return look is not None and look.ts is not None


def add_look(analysis: Analysis, opens_s: float, closes_s: float, by: str) -> Analysis:
    """With a look at this stretch that is to be drawn; one that is there is drawn anew."""
    posted = tuple(look for look in analysis.closer_looks if look.ts is not None)
    known = _find(posted, opens_s, closes_s)
    if known is not None:
        return set_look(
            replace(analysis, closer_looks=posted),
            replace(known, wanted=True, done=False, asked_by=by),
        )
    number = max((look.number for look in analysis.closer_looks), default=0) + 1
    new = CloserLook(number=number, opens_s=opens_s, closes_s=closes_s, asked_by=by)
    return replace(analysis, closer_looks=(*posted, new))


def reopen_looks(analysis: Analysis) -> Analysis:
    """With all its looks to be drawn anew, as the chart has changed; one that never came goes."""
    looks = tuple(
        replace(look, done=False, wanted=False)
        for look in analysis.closer_looks
        if look.ts is not None
    )
    return replace(analysis, closer_looks=looks)


def set_look(analysis: Analysis, look: CloserLook) -> Analysis:
    """With `look` in the place of the one of its number."""
    looks = (look if each.number == look.number else each for each in analysis.closer_looks)
    return replace(analysis, closer_looks=tuple(looks))


def drop_look(analysis: Analysis, look: CloserLook) -> Analysis:
    """Without `look`, whose message somebody has deleted; its picture goes with the stale files."""
    kept = tuple(each for each in analysis.closer_looks if each.number != look.number)
    left = (look.chart.file_id,) if look.chart else ()
    return replace(analysis, closer_looks=kept, stale_files=(*analysis.stale_files, *left))


def pass_over_look(analysis: Analysis) -> Analysis | None:
    """On its way past a look that cannot be drawn anew; None where somebody waits for it and has to
    be told."""
    look = analysis.pending_look
    if look is None or look.wanted:
        return None
    return go_to_looks(set_look(analysis, replace(look, done=True)))


def go_to_looks(analysis: Analysis) -> Analysis:
    """On its way to the next look that is to be drawn or, where there is none, to its end."""
    stage = Stage.FINISH if analysis.pending_look is None else Stage.DRAW_CLOSER
    return replace(analysis, stage=stage)


def choose_stretch(pin: Pin) -> tuple[int, int]:
    """What to show of a moment, in seconds: itself, with as much again (a minute at least) on each
    side, in steps that read well on an axis."""
    room = max(pin.end_s - pin.start_s, ROOM_S)
    first, last = (pin.start_s - room) / STEP_S, (pin.end_s + room) / STEP_S
    return max(0, math.floor(first) * STEP_S), math.ceil(last) * STEP_S


def _find(looks: Sequence[CloserLook], opens_s: float, closes_s: float) -> CloserLook | None:
    wanted = (round(opens_s), round(closes_s))
    return next(
        (look for look in looks if (round(look.opens_s), round(look.closes_s)) == wanted), None
    )
