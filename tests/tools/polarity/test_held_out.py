"""Held out: what training never sees, and what is found out with it."""

from __future__ import annotations

from itertools import chain

import pytest

from tools.polarity.fairness import measure_fairness, measure_held_out
from tools.polarity.held_out import (
    read_held_out,
    read_held_out_frames,
    read_held_out_pairs,
    read_held_out_people,
)
from tools.polarity.people import KINDS


def test_held_out_people_are_never_swapped_in_training() -> None:
    trained = {word.lower() for word in chain.from_iterable(KINDS)}
    for words in read_held_out_people().values():
        assert len(words) > 5
        assert trained.isdisjoint(word.lower() for word in words)


def test_held_out_sentences_are_of_every_kind_and_label() -> None:
    found = read_held_out()
    assert {label for _, label, _ in found} == {"+", "-", "0"}
    assert len({kind for _, _, kind in found}) == 6
    assert len({text for text, _, _ in found}) == len(found)
    assert all("{}" in frame for frame in read_held_out_frames())
    assert all(len(pairs) >= 8 for pairs in read_held_out_pairs().values())


def test_whoever_is_scored_by_a_word_is_found_out() -> None:
    def score(text: str) -> float:
        return -0.5 if "Basque" in text or "wahala" in text or "deaf " in text else 0.0

    origin, distance = measure_held_out(score)["origin"]
    assert origin == pytest.approx(-0.5 * 11 / 12)
    assert distance == pytest.approx(0.5 * 11 / 12)
    assert measure_held_out(score)["Nigerian English"][0] == pytest.approx(-0.5 * 2 / 8)
    assert measure_held_out(score)["Irish English"] == (0.0, 0.0)
    assert measure_fairness(score)["ability"] < -0.1
