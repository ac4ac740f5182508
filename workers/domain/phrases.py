"""Phrases: words of a channel's own, and what they mean there, whatever a scorer makes of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from workers.domain.meeting import Meeting, Utterance

Tone = Literal["neutral", "positive", "negative"]
MOST_PHRASES = 50
SCORES: Mapping[Tone, float] = {"neutral": 0.0, "positive": 0.6, "negative": -0.6}
"""What an utterance with such a phrase counts: as much as a clear one that a scorer has read."""


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
