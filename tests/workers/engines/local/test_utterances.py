"""The words of turns as sentences."""

from __future__ import annotations

import pytest

from tests.workers.engines.local.recordings import turn
from workers.domain.meeting import SURE, Utterance
from workers.engines.local.polarity.apart import Scored
from workers.engines.local.utterances import (
    give_scores,
    is_draft,
    list_sure_texts,
    make_utterances,
)
from workers.engines.local.words import Word


def words(text: str, start_s: float, chance: float = 0.9) -> list[Word]:
    return [
        Word(word, start_s + place / 2, start_s + place / 2 + 0.5, chance)
        for place, word in enumerate(text.split())
    ]


def test_every_sentence_is_an_utterance_and_they_fill_the_turn() -> None:
    found = make_utterances(
        [turn(0, 10, 16), turn(1, 16, 18)],
        [words("That is great. But we are very late!", 10.2), words("Yes.", 16.5)],
    )
    assert [(one.speaker, one.start_s, one.end_s, one.text) for one in found] == [
        ("Speaker 1", 10, 11.7, "That is great."),
        ("Speaker 1", 11.7, 16, "But we are very late!"),
        ("Speaker 2", 16, 18, "Yes."),
    ]


def test_words_that_are_unlikely_say_nothing_about_anybody() -> None:
    great = "This is a great success and I love it."
    sure, unsure = (
        make_utterances([turn(0, 0, 5)], [words(great, 0, chance)])[0]
        for chance in (SURE, SURE - 0.01)
    )
    assert list_sure_texts([sure, unsure]) == [great, ""]
    assert unsure.text == great
    assert unsure.chance == pytest.approx(SURE - 0.01)


def test_scores_are_given_to_the_utterances_that_they_were_made_of() -> None:
    found = make_utterances([turn(0, 0, 9)], [words("It is great. It is late.", 0)])
    scored = give_scores(found, Scored((0.7, None), "third 1", fell_back=False))
    assert [(one.text, one.polarity) for one in scored] == [
        ("It is great.", 0.7),
        ("It is late.", None),
    ]


def test_a_turn_without_words_is_still_talk() -> None:
    assert make_utterances([turn(2, 1, 2)], [[]]) == (Utterance("Speaker 3", 1, 2, "", None),)


def test_overlapping_turns_are_told_in_order_of_time() -> None:
    found = make_utterances(
        [turn(0, 0, 10), turn(1, 3, 4)], [words("One two. Three four five.", 0), words("Hm.", 3)]
    )
    starts = [one.start_s for one in found]
    assert starts == sorted(starts)


@pytest.mark.parametrize(("clear", "draft"), [(3, False), (2, True)])
def test_a_draft_is_what_is_unsure_in_large_part(clear: int, draft: bool) -> None:
    sure = [Utterance("A", 0, 1, "four words like these", 0.0, chance=0.9)] * clear
    unsure = Utterance("A", 0, 1, "four words like those", None, chance=0.5)
    assert is_draft([*sure, unsure]) is draft
    assert not is_draft([])
