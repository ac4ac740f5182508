"""The engine from submit to forget, against the stand-in."""

from __future__ import annotations

import math

import pytest

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.notebook import Notebook
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Submission
from workers.engines.symbl.engine import SymblEngine


def test_a_link_becomes_a_meeting(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    submission = engine.submit(link, brief, progress)
    assert engine.status(submission).done
    meeting = engine.meeting(submission)
    assert meeting.speakers == ("Speaker 1", "Speaker 2")
    assert [utterance.polarity for utterance in meeting.utterances] == [0.62, -0.55, 0.0, 0.3, 0.41]
    first = meeting.utterances[0]
    assert first.start_s == 1.02
    assert first.end_s == pytest.approx(5.72)
    assert not meeting.speakers_estimated
    assert meeting.notes == ()
    assert symbl.calls[-1].query == {"sentiment": "true"}
    assert all(call.headers["Authorization"].startswith("Bearer ") for call in symbl.calls[1:])


def test_a_conversation_id_stays_text(
    engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    ids = engine.submit(link, brief, progress).ids
    assert ids["conversationId"] == "5815170693595136"


def test_an_unfinished_job_is_not_done_whatever_its_state_is_called(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    symbl.knobs.job_s = math.inf
    submission = engine.submit(link, brief, progress)
    assert not engine.status(submission).done
    symbl.knobs.state = "being_thought_about"
    assert not engine.status(submission).done
    symbl.finish()
    assert engine.status(submission).done


def test_forgetting_deletes_and_looks(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    submission = engine.submit(link, brief, progress)
    engine.forget(submission)
    assert not symbl.account.conversations
    assert [call.method for call in symbl.calls[-2:]] == ["DELETE", "GET"]
    engine.forget(submission)  # nothing left to delete is fine


def test_a_deletion_that_did_not_happen_is_noticed(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    submission = engine.submit(link, brief, progress)
    symbl.knobs.keeps_deleted = True
    with pytest.raises(Unavailable, match="still there"):
        engine.forget(submission)


def test_forgetting_what_was_never_given_an_id(engine: SymblEngine) -> None:
    engine.forget(Submission(engine="symbl"))


def test_a_gateway_page_means_later(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    submission = engine.submit(link, brief, progress)
    symbl.knobs.gateway_errors = 1
    with pytest.raises(Unavailable):
        engine.status(submission)
    assert engine.status(submission).done


def test_a_failed_job_is_explained_and_gives_its_slot_back(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording
) -> None:
    symbl.knobs.fails = True
    for number in range(6):  # one more than there are slots
        submission = engine.submit(link, Brief(name=f"undertone-{number}"), Notebook())
        with pytest.raises(Refused) as refused:
            engine.status(submission)
        assert refused.value.why is Why.ENGINE_FAILED
        assert refused.value.details["job"] == submission.ids["jobId"]


def test_where_a_recording_is_worked_on(
    engine: SymblEngine, link: Recording, recording: Recording
) -> None:
    assert (engine.wants_copy(link), engine.queue(link)) == (False, "pipeline")
    assert (engine.wants_copy(recording), engine.queue(recording)) == (True, "pipeline")
    huge = Recording(slack_file="F2", name="long.mp4", size_bytes=900_000_000)
    assert engine.queue(huge) == "transcribe"
