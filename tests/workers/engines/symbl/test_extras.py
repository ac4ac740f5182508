"""Extras: whatever exists, and never a failure because something does not."""

from __future__ import annotations

import pytest

from tests.standins.symbl import SymblStandIn
from tests.standins.symbl.insights import PARTS
from tests.workers.engines.notebook import Notebook
from workers.domain.errors import Fault, Unavailable
from workers.domain.extras import Extras, Pace, Point, Topic, Tracked
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Submission
from workers.engines.symbl.engine import SymblEngine


@pytest.fixture
def submission(engine: SymblEngine, link: Recording, brief: Brief) -> Submission:
    return engine.submit(link, brief, Notebook())


def test_everything_there_is(engine: SymblEngine, submission: Submission) -> None:
    assert engine.extras(submission) == Extras(
        summary=("The pilot went well, deliveries are late.",),
        topics=(Topic("late deliveries", -0.55), Topic("pilot", None)),
        questions=(Point("What would help you most?", "Speaker 1"),),
        action_items=(Point("Speaker 1 will ask for a second pair of hands today.", "Speaker 1"),),
        follow_ups=(Point("Meet again on Friday."),),
        trackers=(Tracked("Goodness", 2),),
        paces=(Pace("Speaker 1", 600.0, 120.0), Pace("Speaker 2", 600.0, 130.0)),
        talk_s=18.5,
        silence_s=3.8,
        overlap_s=0.0,
    )


@pytest.mark.parametrize("part", [*PARTS, "analytics"])
def test_what_is_missing_is_left_out(
    symbl: SymblStandIn, engine: SymblEngine, submission: Submission, part: str
) -> None:
    whole = engine.extras(submission)
    symbl.knobs.missing.add(part)
    found = engine.extras(submission)
    assert (found == whole) == (part in ("insights", "entities"))


def test_nothing_at_all(symbl: SymblStandIn, engine: SymblEngine, submission: Submission) -> None:
    symbl.knobs.missing = {*PARTS, "analytics"}
    assert engine.extras(submission) == Extras()


def test_an_api_that_does_not_answer_is_no_empty_meeting(
    symbl: SymblStandIn, engine: SymblEngine, submission: Submission
) -> None:
    symbl.knobs.gateway_errors = 1
    with pytest.raises(Unavailable):
        engine.extras(submission)


def test_insights_are_not_asked_for_in_other_languages(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording
) -> None:
    submission = engine.submit(link, Brief(name="undertone-2f", language="de-DE"), Notebook())
    found = engine.extras(submission)
    assert found.topics == ()
    assert found.talk_s == 18.5
    assert symbl.calls[-1].path.endswith("/analytics")


def test_only_submissions_of_ours_have_any(engine: SymblEngine) -> None:
    with pytest.raises(Fault):
        engine.extras(Submission(engine="local"))
