"""Who is who, and what they may be called."""

from __future__ import annotations

from workers.domain.introductions import Introduction, add_suggestions, introduce_speakers
from workers.domain.meeting import Meeting, Utterance

HEARD = Meeting(
    engine="local",
    utterances=(
        Utterance("Speaker 2", 0, 2, "Hello", None),
        Utterance("Speaker 1", 2, 9, "Good morning", None),
        Utterance("Speaker 2", 9, 12, "I would rather ship on Friday, when the tests pass", 0.1),
    ),
)


def test_speakers_stand_in_order_with_what_tells_most_of_them() -> None:
    assert introduce_speakers(HEARD) == (
        Introduction("Speaker 2", 5.0, "I would rather ship on Friday, when the tests pass"),
        Introduction("Speaker 1", 7.0, "Good morning"),
    )


def test_suggestions_are_for_those_whom_nobody_has_named() -> None:
    names = {"Speaker 2": "Ana"}
    introduced = introduce_speakers(HEARD.renamed(names))
    suggested = {"Speaker 1": "Ben", "Speaker 2": "Anna", "Ana": "Anna"}
    found = add_suggestions(introduced, suggested, names)
    assert [(each.speaker, each.suggested) for each in found] == [("Ana", ""), ("Speaker 1", "Ben")]
