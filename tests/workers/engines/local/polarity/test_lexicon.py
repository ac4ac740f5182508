"""The lexicon: the fall-back, with our own words for work talk."""

from __future__ import annotations

import pytest

from workers.engines.local.polarity.lexicon import SMALL_TALK, look_words_up, name_lexicon


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
def test_words_are_looked_up(text: str, low: float, high: float) -> None:
    assert low <= look_words_up(text) <= high


def test_its_name_has_the_version() -> None:
    assert name_lexicon().startswith("VADER 3.")


def test_overrides_are_in_the_scale_of_the_lexicon() -> None:
    assert all(-4 <= valence <= 4 for valence in SMALL_TALK.values())
    assert all(word == word.lower() for word in SMALL_TALK)
