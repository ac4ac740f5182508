"""Members: names written back, and the same person merged."""

from __future__ import annotations

import pytest

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.notebook import Notebook
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Submission
from workers.engines.symbl.engine import SymblEngine


@pytest.fixture
def submission(engine: SymblEngine, link: Recording, brief: Brief) -> Submission:
    return engine.submit(link, brief, Notebook())


def speakers(engine: SymblEngine, submission: Submission) -> list[str]:
    return [utterance.speaker for utterance in engine.meeting(submission).utterances]


def test_names_are_written_back(engine: SymblEngine, submission: Submission) -> None:
    engine.rename(submission, {"Speaker 1": "Ann", "Speaker 2": "Bob"})
    assert speakers(engine, submission) == ["Ann", "Bob", "Ann", "Bob", "Ann"]


def test_one_name_for_two_labels_merges_them(
    symbl: SymblStandIn, engine: SymblEngine, submission: Submission
) -> None:
    engine.rename(submission, {"Speaker 1": "Ann", "Speaker 2": "Ann"})
    assert set(speakers(engine, submission)) == {"Ann"}
    (conversation,) = symbl.account.conversations.values()
    assert len(conversation.members) == 1
    assert conversation.members[0]["email"].endswith(".invalid")


def test_a_second_label_given_a_name_in_use_merges_too(
    symbl: SymblStandIn, engine: SymblEngine, submission: Submission
) -> None:
    engine.rename(submission, {"Speaker 1": "Ann"})
    engine.rename(submission, {"Speaker 2": "Ann"})
    (conversation,) = symbl.account.conversations.values()
    assert [member["name"] for member in conversation.members] == ["Ann"]


@pytest.mark.parametrize("label", ["Speaker 1", "Anne"])
def test_a_wrong_name_can_be_set_right_by_the_old_label_or_the_new(
    engine: SymblEngine, submission: Submission, label: str
) -> None:
    engine.rename(submission, {"Speaker 1": "Anne"})
    engine.rename(submission, {label: "Ann"})
    assert speakers(engine, submission)[:2] == ["Ann", "Speaker 2"]


def test_names_that_stay_are_not_written_and_repeating_is_harmless(
    symbl: SymblStandIn, engine: SymblEngine, submission: Submission
) -> None:
    for _ in range(2):
        engine.rename(submission, {"Speaker 1": "Ann", "Speaker 7": "Nobody", "Speaker 2": " "})
    assert [call.method for call in symbl.calls].count("PUT") == 1
    assert set(speakers(engine, submission)) == {"Ann", "Speaker 2"}


def test_a_merge_keeps_an_address_that_is_known(
    symbl: SymblStandIn, engine: SymblEngine, submission: Submission
) -> None:
    (conversation,) = symbl.account.conversations.values()
    conversation.members[1]["email"] = "ann@example.com"
    engine.rename(submission, {"Speaker 1": "Ann", "Speaker 2": "Ann"})
    assert [member["email"] for member in conversation.members] == ["ann@example.com"]
