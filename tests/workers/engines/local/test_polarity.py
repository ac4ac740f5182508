"""Polarity of words."""

from __future__ import annotations

import pytest

from workers.engines.local.polarity import SMALL_TALK, polarity


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("this is wonderful news and i am very happy", 0.6, 1),
        ("this is a terrible problem and i am worried", -1, -0.5),
        ("the meeting is on tuesday at ten", 0, 0),
        ("yes okay please go on", -0.05, 0.05),
        ("the server crashed and we are blocked", -1, -0.3),
        ("it works and the bug is fixed", 0.05, 1),
        ("not good", -1, -0.2),
        ("sure no problem", -0.3, 0.3),
        ("I agree", -0.3, 0.3),
        ("the critical path goes through the api", -0.3, 0.3),
        ("the ticket is about the error page", -0.3, 0.3),
        ("we fixed the bug yesterday", 0.3, 1),
        ("this is much faster than before", 0.3, 1),
        ("I am worried about the deadline", -1, -0.3),
        ("we are blocked by the vendor", -1, -0.3),
        ("the project is late", -1, -0.3),
    ],
)
def test_polarity(text: str, low: float, high: float) -> None:
    found = polarity(text)
    assert found is not None
    assert low <= found <= high


def test_few_draft_words_are_muted() -> None:
    assert polarity("great great great", draft=True) is None
    assert polarity("that is great news", draft=True) is not None
    assert polarity("great") is not None


def test_no_words_have_no_polarity() -> None:
    assert polarity("") is None
    assert polarity("  ") is None


def test_overrides_are_in_the_scale_of_the_lexicon() -> None:
    assert all(-4 <= valence <= 4 for valence in SMALL_TALK.values())
    assert all(word == word.lower() for word in SMALL_TALK)
