"""What a server's answer becomes; what is missing, odd or made up in it is borne."""

from __future__ import annotations

from typing import Any

import pytest

from workers.engines.local.sound import Span
from workers.engines.openai.words import read_piece

PIECE = Span(300.0, 400.0)


def texts(told: dict[str, Any]) -> list[str]:
    return [word.text for word in read_piece(told, PIECE).words]


def a_word(text: str, start_s: object, end_s: object) -> dict[str, Any]:
    return {"word": text, "start": start_s, "end": end_s}


@pytest.mark.parametrize(
    "told",
    [
        {"words": [a_word(" Hi,", 1.0, 1.4), a_word("all", 1.4, 2.0)], "segments": []},
        {"words": None, "segments": [{"words": [a_word(" Hi,", 1, 1.4), a_word("all", 1.4, 2)]}]},
        {"segments": [{"start": 1.0, "end": 2.0, "text": " Hi, all"}]},
        {"segments": [{"start": "1.0", "end": "2.0", "text": "Hi, all", "words": []}]},
    ],
)
def test_words_wherever_they_are(told: dict[str, Any]) -> None:
    found = read_piece(told, PIECE)
    assert [word.text for word in found.words] == ["Hi,", "all"]
    assert found.words[0].start_s == 301.0
    assert found.words[-1].end_s == pytest.approx(302.0)
    assert found.spread is ("text" in str(told))


def test_what_has_no_length_or_lies_beyond_the_piece_is_dropped() -> None:
    words = [
        a_word("kept", 1, 2),
        a_word("no-length", 3, 3),
        a_word("backwards", 5, 4),
        a_word("beyond", 130, 131),
        a_word("before", -2, -1),
        a_word("nowhere", None, 4),
        a_word("", 5, 6),
        {"start": 1, "end": 2},
    ]
    assert texts({"words": words}) == ["kept"]


@pytest.mark.parametrize(
    ("no_speech", "sure", "kept"),
    [(0.9, -1.4, False), (0.9, -0.2, True), (0.1, -1.4, True), (None, -1.0, True), (0, -1.0, True)],
)
def test_what_was_made_up_in_a_silence_is_dropped(
    no_speech: float | None, sure: float, kept: bool
) -> None:
    segment = {"start": 1, "end": 3, "no_speech_prob": no_speech, "avg_logprob": sure}
    nested = {"segments": [segment | {"text": "Thanks for watching!"}]}
    on_top = {"segments": [segment], "words": [a_word("Thanks", 1, 2), a_word("well", 9, 10)]}
    assert bool(texts(nested)) is kept
    assert texts(on_top) == (["Thanks", "well"] if kept else ["well"])


def test_a_text_alone_is_spread_over_the_piece() -> None:
    found = read_piece({"text": "one two three four"}, PIECE)
    assert found.spread
    assert found.words[0].start_s == 300.0
    assert found.words[-1].end_s == pytest.approx(400.0)


@pytest.mark.parametrize("told", [{}, {"text": ""}, {"words": "none", "segments": [None, 7]}])
def test_nothing_is_nothing(told: dict[str, Any]) -> None:
    assert texts(told) == []


def test_speakers_of_the_server_are_kept() -> None:
    told = {
        "segments": [
            {"start": 0, "end": 1, "text": "hi", "speaker": "SPEAKER_00"},
            {"start": 1, "end": 2, "words": [a_word("ho", 1, 2) | {"speaker": "SPEAKER_01"}]},
        ]
    }
    found = read_piece(told, PIECE)
    assert [word.speaker for word in found.words] == ["SPEAKER_00", "SPEAKER_01"]
