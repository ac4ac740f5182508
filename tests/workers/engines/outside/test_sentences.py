"""Words become sentences of one speaker each."""

from __future__ import annotations

import pytest

from workers.engines.outside.numbers import read_number
from workers.engines.outside.sentences import TimedWord, cut_sentences


def words(text: str, speaker: str = "A", start_s: float = 0.0) -> list[TimedWord]:
    return [
        TimedWord(word, start_s + at * 0.4, start_s + at * 0.4 + 0.3, speaker)
        for at, word in enumerate(text.split())
    ]


def test_full_stops_end_a_sentence_also_behind_quotes() -> None:
    found = cut_sentences(words("It works. “Does it?” Yes, it does"))
    assert [each.text for each in found] == ["It works.", "“Does it?”", "Yes, it does"]


def test_another_speaker_and_a_pause_end_it_too() -> None:
    spoken = [*words("I am"), *words("so am I", "B", 1.0), *words("glad", "B", 5.0)]
    found = list(cut_sentences(spoken))
    assert [(each.speaker, each.text) for each in found] == [
        ("A", "I am"),
        ("B", "so am I"),
        ("B", "glad"),
    ]
    assert [each.start_s for each in found] == [0.0, 1.0, 5.0]
    assert [each.end_s for each in found] == pytest.approx([0.7, 2.1, 5.3])


def test_what_never_ends_is_cut_all_the_same() -> None:
    found = list(cut_sentences(words("and " * 130)))
    assert [each.words for each in found] == [60, 60, 10]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0, 0.0),
        (1.5, 1.5),
        ("17.653125", 17.653125),
        (True, None),
        (None, None),
        ("", None),
        ("NaN", None),
        (float("inf"), None),
        ([1], None),
        ("1e999", None),
    ],
)
def test_numbers_in_any_spelling(value: object, number: float | None) -> None:
    assert read_number(value) == number
