"""Names are suggested where what was written and what was heard clearly agree, and nowhere else."""

from __future__ import annotations

from workers.captions.hints import match_names
from workers.domain.meeting import Meeting, Utterance


def by(speaker: str, start_s: float, end_s: float) -> Utterance:
    return Utterance(speaker, start_s, end_s, "words", None)


def heard(*utterances: Utterance) -> Meeting:
    return Meeting(engine="local", utterances=utterances)


def test_speakers_are_called_as_those_who_spoke_at_the_same_time() -> None:
    meeting = heard(by("Speaker 1", 0, 10), by("Speaker 2", 10, 20), by("Speaker 1", 20, 26))
    named = [by("Ben", 10.5, 19), by("Ana", 0.4, 10.3), by("Ana", 20.2, 26)]
    assert match_names(meeting, named) == {"Speaker 1": "Ana", "Speaker 2": "Ben"}


def test_a_name_without_a_clear_majority_is_not_suggested() -> None:
    meeting = heard(by("Speaker 1", 0, 20), by("Speaker 2", 20, 40))
    named = [by("Ana", 0, 12), by("Ben", 12, 20), by("Ben", 20, 36), by("Ana", 36, 40)]
    assert match_names(meeting, named) == {"Speaker 2": "Ben"}


def test_a_moment_in_common_is_too_little() -> None:
    assert match_names(heard(by("Speaker 1", 0, 20)), [by("Ana", 0, 4)]) == {}


def test_one_person_heard_as_two_is_suggested_for_both() -> None:
    meeting = heard(by("Speaker 1", 0, 10), by("Speaker 2", 10, 20))
    assert match_names(meeting, [by("Ana", 0, 20)]) == {"Speaker 1": "Ana", "Speaker 2": "Ana"}


def test_a_long_stretch_that_began_early_counts_beside_shorter_ones() -> None:
    meeting = heard(by("Speaker 1", 100, 120))
    named = [by("Ana", 0, 119), *(by("Ben", start, start + 1) for start in range(90, 103))]
    assert match_names(meeting, named) == {"Speaker 1": "Ana"}


def test_numbers_and_the_same_name_are_no_news() -> None:
    meeting = heard(by("Ana", 0, 10), by("Speaker 2", 10, 20), by("Speaker 3", 20, 30))
    named = [by("Ana", 0, 10), by("Unknown Speaker", 10, 20), by("speaker 2", 20, 30)]
    assert match_names(meeting, named) == {}
    assert match_names(heard(), named) == {}
    assert match_names(meeting, []) == {}
