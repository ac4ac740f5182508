"""Utterances: the words of every turn as sentences, each with its time and how sure its words are;
scores are given to those that are sure enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from statistics import fmean

from workers.domain.meeting import Utterance
from workers.engines.local.polarity.apart import Scored
from workers.engines.local.voices.turns import Turn
from workers.engines.local.words import Word
from workers.transcripts.speech.sentences import split_sentences

_MOSTLY = 0.25
"""Where so large a part of the words is unsure, the whole is a draft."""


def make_utterances(
    turns: Sequence[Turn], words: Sequence[Sequence[Word]]
) -> tuple[Utterance, ...]:
    """The utterances of a meeting in order of their start, unscored, given the words of each turn.

    The sentences of a turn fill it from its start to its end; a turn without words is one utterance
    without text.
    """
    found = [one for turn, its in zip(turns, words, strict=True) for one in _make_of(turn, its)]
    return tuple(sorted(found, key=lambda one: one.start_s))


def is_draft(utterances: Iterable[Utterance]) -> bool:
    """Whether so many words are unsure that the rest is better not taken at its word either."""
    spoken = [(one.words, one.is_unsure) for one in utterances]
    unsure = sum(words for words, is_unsure in spoken if is_unsure)
    return unsure > _MOSTLY * sum(words for words, _ in spoken)


def list_sure_texts(utterances: Sequence[Utterance]) -> list[str]:
    """What is to be scored, one text an utterance: nothing where its words are unsure."""
    return ["" if one.is_unsure else one.text for one in utterances]


def give_scores(utterances: Sequence[Utterance], scored: Scored) -> tuple[Utterance, ...]:
    """The same utterances with the polarity that each was given."""
    pairs = zip(utterances, scored.polarities, strict=True)
    return tuple(replace(one, polarity=polarity) for one, polarity in pairs)


def _make_of(turn: Turn, words: Sequence[Word]) -> Iterator[Utterance]:
    sentences = _split(words)
    start_s = turn.start_s
    for place, sentence in enumerate(sentences):
        is_last = place + 1 == len(sentences)
        end_s = turn.end_s if is_last else min(sentence[-1].end_s, turn.end_s)
        text = " ".join(word.text for word in sentence)
        yield Utterance(
            speaker=f"Speaker {turn.voice + 1}",
            start_s=round(start_s, 3),
            end_s=round(max(start_s, end_s), 3),
            text=text,
            polarity=None,
            chance=round(fmean(word.chance for word in sentence), 3) if sentence else None,
        )
        start_s = max(start_s, end_s)


def _split(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each sentence; one sentence without words where there are none."""
    left = iter(words)
    text = " ".join(word.text for word in words)
    return [list(islice(left, len(one.split()))) for one in split_sentences(text)]
