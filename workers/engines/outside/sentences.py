"""Sentences: words with times and speakers as utterances, one sentence of one speaker each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workers.domain.meeting import Utterance
from workers.transcripts.speech.sentences import ends_sentence

PAUSE_S = 1.0
"""A silence as long as this ends what was being said, whether it was a sentence or not."""
_LATELY = 4
"""Words that tell whether a full stop ends a sentence, or a title or a name."""
_LONGEST_WORDS = 60
"""Without any full stop, what one voice says is cut here."""


class TimedWord(NamedTuple):
    """One word with its punctuation; seconds from the start of the recording."""

    text: str
    start_s: float
    end_s: float
    speaker: str


def cut_sentences(words: Iterable[TimedWord]) -> Iterator[Utterance]:
    """Utterances without polarity: cut behind a full stop, at a pause, and at another speaker."""
    sentence: list[TimedWord] = []
    for word in words:
        if sentence and not _goes_on(sentence, word):
            yield _utterance(sentence)
            sentence = []
        sentence.append(word)
    if sentence:
        yield _utterance(sentence)


def _goes_on(sentence: list[TimedWord], word: TimedWord) -> bool:
    last = sentence[-1]
    return (
        word.speaker == last.speaker
        and word.start_s - last.end_s < PAUSE_S
        and not ends_sentence(" ".join(one.text for one in sentence[-_LATELY:]), word.text)
        and len(sentence) < _LONGEST_WORDS
    )


def _utterance(words: list[TimedWord]) -> Utterance:
    text = " ".join(word.text for word in words)
    end_s = max(word.end_s for word in words)
    return Utterance(words[0].speaker, words[0].start_s, max(end_s, words[0].start_s), text, None)
