"""A channel's own phrases."""

from __future__ import annotations

import pytest

from workers.domain.meeting import Meeting, Utterance
from workers.domain.phrases import SCORES, Tone, apply_phrases

PHRASES: dict[str, Tone] = {
    "kill switch": "neutral",
    "the kill switch saved us": "positive",
    "C++": "negative",
}


def hear(text: str, polarity: float | None = -0.8) -> Utterance:
    meeting = Meeting(engine="local", utterances=(Utterance("Ana", 0, 1, text, polarity),))
    (utterance,) = apply_phrases(meeting, PHRASES).utterances
    return utterance


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Where is the kill switch?", "kill switch"),
        ("KILL  SWITCH, now.", "kill switch"),
        ("The kill switch saved us again.", "the kill switch saved us"),
        ("That part is in C++, sadly.", "C++"),
    ],
)
def test_what_is_said_with_a_phrase_is_scored_as_the_channel_says(text: str, phrase: str) -> None:
    heard = hear(text)
    assert (heard.phrase, heard.polarity) == (phrase, SCORES[PHRASES[phrase]])
    assert heard.text == text


@pytest.mark.parametrize("text", ["They roadkill switched.", "kill the switch", "C+", ""])
def test_only_whole_words_in_their_order_are_a_phrase(text: str) -> None:
    heard = hear(text)
    assert (heard.phrase, heard.polarity) == ("", -0.8)


def test_what_has_no_polarity_keeps_none() -> None:
    heard = hear("The kill switch.", None)
    assert (heard.phrase, heard.polarity) == ("", None)
