"""Phrases: words of a channel's own, and what they mean there, whatever a scorer makes of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from workers.domain.meeting import Meeting, Utterance

Tone = Literal["neutral", "positive", "negative"]
MOST_PHRASES = 50
LONGEST_PHRASE = 60
MOST_CHARACTERS = 3000
"""All of them, one a line, as the settings window has room for them."""
SCORES: Mapping[Tone, float] = {"neutral": 0.0, "positive": 0.6, "negative": -0.6}
"""What an utterance with such a phrase counts: as much as a clear one that a scorer has read."""

_AROUND = " \t\n.,;:!?…\"'“”‘’«»()–—-"
"""What stands around a sentence and is not said."""


def apply_phrases(meeting: Meeting, phrases: Mapping[str, Tone]) -> Meeting:
    """The same meeting; an utterance in which a phrase stands is scored as the channel says.

    Of several the longest decides. What has no polarity (left out, another language) keeps none.
    """
    ordered = sorted(phrases, key=len, reverse=True)
    patterns = {phrase: _make_pattern(phrase) for phrase in ordered}
    return replace(
        meeting,
        utterances=tuple(_apply(each, patterns, phrases) for each in meeting.utterances),
    )


def add_phrase(phrases: Mapping[str, Tone], phrase: str, tone: Tone) -> dict[str, Tone] | None:
    """With one more, in the place of one that differs in capitals alone; None without room."""
    kept = {each: told for each, told in phrases.items() if each.lower() != phrase.lower()}
    added = {**kept, phrase: tone}
    return added if fit_settings(added) else None


def fit_settings(phrases: Mapping[str, Tone]) -> bool:
    """Whether a channel may have so many, and its settings window can show them all."""
    written = "\n".join(f"{phrase}: {tone}" for phrase, tone in phrases.items())
    return len(phrases) <= MOST_PHRASES and len(written) <= MOST_CHARACTERS


def cut_phrase(said: str) -> str:
    """The words by which a sentence is known again: as many of its first as a phrase may have.

    Empty where that is less than two: a single word is said everywhere, and means other things.
    """
    words: list[str] = []
    for word in said.strip(_AROUND).split():
        if len(" ".join([*words, word])) > LONGEST_PHRASE:
            break
        words.append(word)
    phrase = " ".join(words).strip(_AROUND)
    return phrase if " " in phrase else ""


def _apply(
    utterance: Utterance, patterns: Mapping[str, re.Pattern[str]], phrases: Mapping[str, Tone]
) -> Utterance:
    if utterance.polarity is None:
        return utterance
    for phrase, pattern in patterns.items():
        if pattern.search(utterance.text):
            return replace(utterance, polarity=SCORES[phrases[phrase]], phrase=phrase)
    return utterance


def _make_pattern(phrase: str) -> re.Pattern[str]:
    """Whole words only, in capitals or not, however far apart they are written."""
    words = r"\s+".join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
