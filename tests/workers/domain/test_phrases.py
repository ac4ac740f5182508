"""A channel's own phrases."""

from __future__ import annotations

import string
import time

import pytest

from workers.domain.meeting import Meeting, Utterance
from workers.domain.phrases import (
    LONGEST_PHRASE,
    MOST_CHARACTERS,
    MOST_PHRASES,
    SCORES,
    Tone,
    add_phrase,
    apply_phrases,
    cut_phrase,
)

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


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("Kill switch!", "Kill switch"),
        ("  “We pulled   the kill switch …”  ", "We pulled the kill switch"),
        ("Ratio: 3:1, split", "Ratio: 3:1, split"),
        ("Great.", ""),
        ("…", ""),
        ("", ""),
        ("x" * 61 + " and more", ""),
    ],
)
def test_a_sentence_is_known_again_by_its_words(said: str, phrase: str) -> None:
    assert cut_phrase(said) == phrase


@pytest.mark.parametrize("between", [" ", "\n", "\u2028", ", "])
def test_of_a_long_sentence_the_first_words_are_taken_and_found(between: str) -> None:
    said = between.join(f"word{n}" for n in range(40))
    phrase = cut_phrase(said)
    assert LONGEST_PHRASE - 10 < len(phrase) <= LONGEST_PHRASE
    assert len(phrase.splitlines()) == 1
    meeting = Meeting(engine="local", utterances=(Utterance("Ana", 0, 1, f"«{said}»", -0.8),))
    (heard,) = apply_phrases(meeting, {phrase: "neutral"}).utterances
    assert (heard.phrase, heard.polarity) == (phrase, 0.0)


def test_a_phrase_takes_the_place_of_one_in_other_capitals() -> None:
    had: dict[str, Tone] = {"Kill Switch": "negative", "burn rate": "neutral"}
    assert add_phrase(had, "kill switch", "neutral") == {
        "burn rate": "neutral",
        "kill switch": "neutral",
    }


def test_where_there_is_no_room_none_is_added() -> None:
    full: dict[str, Tone] = {f"word {n}": "neutral" for n in range(MOST_PHRASES)}
    assert add_phrase(full, "one more", "neutral") is None
    assert add_phrase(full, "WORD 7", "negative") is not None, "it takes the other one's place"


def test_the_settings_window_can_show_all_that_are_added() -> None:
    had: dict[str, Tone] = {}
    for number in range(MOST_PHRASES):
        more = add_phrase(had, f"{number:02} ".ljust(LONGEST_PHRASE, "x"), "neutral")
        if more is None:
            break
        had = more
    line = LONGEST_PHRASE + len(": neutral\n")
    assert len(had) == (MOST_CHARACTERS + 1) // line


def test_phrases_that_almost_fit_everywhere_hold_nothing_up() -> None:
    """Two hundred kilobytes here; a transcript may have ten megabytes."""
    lasts = string.ascii_lowercase[1:] + string.digits
    phrases: dict[str, Tone] = {"a " * 28 + last: "neutral" for last in lasts}
    said = tuple(Utterance("Ana", at, at + 1, "a " * 500, 0.5) for at in range(200))
    began = time.process_time()
    (first, *_) = apply_phrases(Meeting(engine="local", utterances=said), phrases).utterances
    assert time.process_time() - began < 1
    assert first.phrase == ""
