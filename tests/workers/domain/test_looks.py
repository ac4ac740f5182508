"""Closer looks: one for each stretch, numbered, and drawn anew with their chart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workers.analyses import an_analysis
from workers.domain import changes, looks
from workers.domain.analysis import Analysis, Stage
from workers.domain.chart import Pin


@pytest.fixture
def charted() -> Analysis:
    return an_analysis(stage=Stage.FORGET, answer_ts="17.1")


def post(analysis: Analysis, ts: str) -> Analysis:
    """With its pending look in the thread."""
    look = analysis.pending_look
    assert look is not None
    done = looks.go_to_looks(looks.set_look(analysis, replace(look, ts=ts, done=True)))
    assert done.stage is Stage.FINISH
    return replace(done, stage=Stage.FORGET)


def test_each_stretch_has_one_look_with_a_number_of_its_own(charted: Analysis) -> None:
    first = changes.look_closer(charted, 60.0, 120.0, "U1")
    assert first is not None
    assert first.stage is Stage.DRAW_CLOSER
    second = changes.look_closer(post(first, "18.1"), 0.0, 60.0, "U2")
    assert second is not None
    again = changes.look_closer(post(second, "18.2"), 60.3, 119.8, "U3")
    assert again is not None
    assert [(each.number, each.ts, each.done) for each in again.closer_looks] == [
        (1, "18.1", False),
        (2, "18.2", True),
    ]
    assert again.message_tss == ("17.1", "18.1", "18.2")


def test_one_that_never_came_is_forgotten_with_the_next(charted: Analysis) -> None:
    lost = changes.look_closer(charted, 60.0, 120.0, "U1")
    assert lost is not None
    redrawn = changes.redraw(replace(lost, stage=Stage.FORGET))
    assert redrawn is not None
    assert redrawn.closer_looks == ()


def test_nobody_waits_for_what_is_drawn_anew_with_its_chart(charted: Analysis) -> None:
    asked = changes.look_closer(charted, 60.0, 120.0, "U1")
    assert asked is not None
    assert looks.pass_over_look(asked) is None, "somebody waits for it"
    redrawn = changes.redraw(post(asked, "18.1"))
    assert redrawn is not None
    over = looks.pass_over_look(redrawn)
    assert over is not None
    assert (over.stage, over.pending_look) == (Stage.FINISH, None)


def test_there_is_an_end(charted: Analysis) -> None:
    full = charted
    for number in range(looks.MOST_LOOKS):
        looking = changes.look_closer(full, number * 60.0, number * 60.0 + 30, "U1")
        assert looking is not None
        full = post(looking, f"18.{number}")
    assert changes.look_closer(full, 5.0, 10.0, "U1") is None
    assert changes.look_closer(full, 60.0, 90.0, "U1") is not None


@pytest.mark.parametrize(
    ("start_s", "end_s", "shown"),
    [(0.0, 20.0, (0, 90)), (600.0, 640.0, (540, 720)), (600.0, 900.0, (300, 1200))],
)
def test_a_moment_is_shown_with_what_is_around_it(
    start_s: float, end_s: float, shown: tuple[int, int]
) -> None:
    assert looks.choose_stretch(Pin(1, start_s, start_s, end_s)) == shown
