"""Language: who speaks another one than English, told by the small words that English cannot do
without.

Nobody says thirty words of English without "the", "you", "that" or "and"; in other languages those
words hardly come up, whatever they borrow. It takes no model and no list of languages, and says
nothing about who says little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

LEAST_WORDS = 30
"""Fewer tell nothing."""
LEAST_SHARE = 0.1
"""Of English small words, in English: a third is usual."""
_SMALL = """
about actually and anything are aren't because been before being but can can't could couldn't
did didn't does doesn't doing don't done each even every everything few first from get gets
getting give go goes going good got great hasn't haven't having he's here here's hers him his
how i'd i'll i'm i've if into isn't it's its just keep know last let let's like little look
looks made make many maybe might mine more must my need needs never next nice not nothing now
okay once one only other our out people please put really right said same say see she she's
should shouldn't since some something still such sure take than thank thanks that that's the
their them then there there's these they they're they've thing things think this those through
time too two until up use very want wants wasn't way we'd we'll we're we've week well were
weren't what what's when where which while who who's why with won't work working would wouldn't
yeah yes yet you you'll you're you've your
"""
_SMALL_WORDS = frozenset(_SMALL.split())
"""Without those that are common elsewhere too, as "was", "on", "it" and "over" are."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def find_foreign_speakers(said: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Those among the speakers of `said` (pairs of speaker and words) whose words are not English.

    Who says little is taken to speak what all of them speak together.
    """
    words: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for speaker, text in said:
        found = find_words(text)
        words[speaker] += len(found)
        small[speaker] += sum(word in _SMALL_WORDS for word in found)
    together = _is_foreign(sum(words.values()), sum(small.values()))
    return frozenset(
        speaker
        for speaker, count in words.items()
        if (together if count < LEAST_WORDS else _is_foreign(count, small[speaker]))
    )


def find_words(text: str) -> list[str]:
    """The words in it, small letters, apostrophes straight; where letters stand for syllables or
    words, as in Chinese, each counts."""
    found = _WORD.findall(text.lower().replace("’", "'"))
    return [piece for word in found for piece in (word if _is_unspaced(word) else [word])]


def _is_unspaced(word: str) -> bool:
    return word[0] > "⺀"


def _is_foreign(words: int, small: int) -> bool:
    return words >= LEAST_WORDS and small < LEAST_SHARE * words
