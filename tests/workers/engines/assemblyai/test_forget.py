"""Forgetting deletes AssemblyAI's copy, and looks whether it is gone."""

from __future__ import annotations

import pytest

from tests.standins.assemblyai import AssemblyAIStandIn
from tests.workers.engines.notebook import Notebook
from workers.domain.errors import Unavailable
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Submission
from workers.engines.assemblyai.engine import AssemblyAIEngine


@pytest.fixture
def submitted(engine: AssemblyAIEngine, recording: Recording, brief: Brief) -> Submission:
    return engine.submit(recording, brief, Notebook())


def test_the_transcript_and_its_upload_go(
    vendor: AssemblyAIStandIn, engine: AssemblyAIEngine, submitted: Submission
) -> None:
    engine.forget(submitted)
    (made,) = vendor.transcripts.values()
    assert made.deleted
    assert vendor.uploads == {}
    assert [call.method for call in vendor.calls[-2:]] == ["DELETE", "GET"]


def test_what_is_not_known_any_more_is_gone(
    vendor: AssemblyAIStandIn, engine: AssemblyAIEngine, submitted: Submission
) -> None:
    vendor.transcripts.clear()
    engine.forget(submitted)


def test_what_is_still_there_is_tried_again(
    vendor: AssemblyAIStandIn, engine: AssemblyAIEngine, submitted: Submission
) -> None:
    vendor.knobs.keeps_deleted = True
    with pytest.raises(Unavailable):
        engine.forget(submitted)
    vendor.knobs.keeps_deleted = False
    engine.forget(submitted)
