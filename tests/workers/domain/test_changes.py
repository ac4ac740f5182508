"""Changes: what may still be wanted of an analysis, and when it may not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workers.analyses import an_analysis
from workers.domain import changes
from workers.domain.analysis import Analysis, Edits, Refusal, Stage
from workers.domain.errors import Why
from workers.domain.submission import Submission


def charted(**known: Any) -> Analysis:
    return an_analysis(stage=Stage.FORGET, answer_ts="1700000000.000200", **known)


def test_a_rename_goes_by_what_the_picture_shows() -> None:
    first = changes.rename(charted(), {"Speaker 1": "Ana"})
    assert first is not None
    again = changes.rename(charted(edits=first.edits), {"Ana": "Anna", "Speaker 2": "Ben"})
    assert again is not None
    assert again.edits.names["Speaker 1"] == "Anna"
    assert again.edits.names["Speaker 2"] == "Ben"
    assert again.stage is Stage.DRAW


def test_two_names_can_be_swapped() -> None:
    named = Edits(names={"Speaker 1": "Ana", "Speaker 2": "Ben"})
    swapped = changes.rename(charted(edits=named), {"Ana": "Ben", "Ben": "Ana"})
    assert swapped is not None
    assert swapped.edits.names["Speaker 1"] == "Ben"
    assert swapped.edits.names["Speaker 2"] == "Ana"


def test_undo_goes_back_step_by_step() -> None:
    once = changes.leave_out(charted(), 3)
    assert once is not None
    twice = changes.leave_out(charted(edits=once.edits), 1)
    assert twice is not None
    assert twice.edits.left_out == (1, 3)
    back = changes.undo(charted(edits=twice.edits))
    assert back is not None
    assert back.edits == once.edits
    assert changes.undo(charted()) is None


def test_a_recount_starts_anew_and_forgets_no_submission() -> None:
    edits = Edits(names={"Speaker 1": "Ana"})
    submission = Submission(engine="symbl", ids={"jobId": "1"})
    recounted = changes.recount(charted(edits=edits, submission=submission), 4)
    assert recounted is not None
    assert (recounted.ask.speakers, recounted.run) == (4, 2)
    assert recounted.edits == Edits()
    assert recounted.submission is None
    assert recounted.submissions == (submission,)


@pytest.mark.parametrize("stage", [Stage.POLL, Stage.DRAW, Stage.ANSWER])
def test_what_still_runs_cannot_be_changed(stage: Stage) -> None:
    running = an_analysis(stage=stage)
    assert changes.rename(running, {"Speaker 1": "Ana"}) is None
    assert changes.recount(running, 2) is None
    assert changes.export(running, ("csv",)) is None
    assert changes.tell_in_full(running) is None


def test_what_was_refused_has_no_chart_to_change() -> None:
    refused = an_analysis(stage=Stage.FORGET)
    assert changes.export(refused, ("csv",)) is None
    assert changes.rename(refused, {}) is None


def test_cancelling_is_for_what_can_still_be_called_back() -> None:
    stopped = changes.cancel(an_analysis(stage=Stage.POLL), by="U1")
    assert stopped is not None
    assert stopped.refusal is not None
    assert stopped.refusal.why is Why.CANCELLED
    for stage in (Stage.ATTACH, Stage.ANSWER, Stage.FORGET):
        assert changes.cancel(an_analysis(stage=stage), by="U1") is None


@pytest.mark.parametrize("why", [Why.LINK_NEEDS_PASSCODE, Why.PASSCODE_WRONG])
def test_what_lacked_a_passcode_is_looked_at_once_more(why: Why) -> None:
    refused = an_analysis(stage=Stage.FORGET, refusal=Refusal(why))
    again = changes.unlock(refused)
    assert again is not None
    assert (again.stage, again.refusal) == (Stage.LOCATE, None)


def test_nothing_else_is_unlocked() -> None:
    refusal = Refusal(Why.LINK_NEEDS_PASSCODE)
    assert changes.unlock(an_analysis(stage=Stage.EXPLAIN, refusal=refusal)) is None
    assert changes.unlock(an_analysis(stage=Stage.FORGET, refusal=Refusal(Why.EMPTY))) is None
    assert changes.unlock(charted()) is None
