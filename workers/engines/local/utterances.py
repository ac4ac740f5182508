"""Utterances: the words of every turn as sentences, each with its time, its score and how sure its
words are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import fmean

from workers.domain.meeting import Utterance
from workers.engines.local.polarity import polarity
from workers.engines.local.voices.turns import Turn
from workers.engines.local.words import Word
from workers.transcripts.sentences import split_sentences

SURE = 0.6
"""Words that the recogniser holds for less likely than this, on the mean of a sentence, say nothing
about how positive or negative somebody was."""


def make_utterances(
    turns: Sequence[Turn], words: Sequence[Sequence[Word]]
) -> tuple[Utterance, ...]:
    """The utterances of a meeting in order of their start, given the words of each turn.

    The sentences of a turn fill it from its start to its end; a turn without words is one utterance
    without text.
    """
    found = [one for turn, its in zip(turns, words, strict=True) for one in _make_of(turn, its)]
    return tuple(sorted(found, key=lambda one: one.start_s))


def _make_of(turn: Turn, words: Sequence[Word]) -> Iterator[Utterance]:
    sentences = _split(words)
    start_s = turn.start_s
    for place, sentence in enumerate(sentences):
        is_last = place + 1 == len(sentences)
        end_s = turn.end_s if is_last else min(sentence[-1].end_s, turn.end_s)
        text = " ".join(word.text for word in sentence)
        chance = round(fmean(word.chance for word in sentence), 3) if sentence else None
        yield Utterance(
            speaker=f"Speaker {turn.voice + 1}",
            start_s=round(start_s, 3),
            end_s=round(max(start_s, end_s), 3),
            text=text,
            polarity=None if chance is None or chance < SURE else polarity(text),
            chance=chance,
        )
        start_s = max(start_s, end_s)


def _split(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each sentence; one sentence without words where there are none."""
    left = iter(words)
    text = " ".join(word.text for word in words)
    return [list(islice(left, len(one.split()))) for one in split_sentences(text)]
