"""Phrases: words of a channel's own, and what they mean there, whatever a scorer makes of them."""

from __future__ import annotations

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
    wanted = {phrase: _fold(phrase) for phrase in ordered}
    return replace(
        meeting,
        utterances=tuple(_apply(each, wanted, phrases) for each in meeting.utterances),
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
    utterance: Utterance, wanted: Mapping[str, str], phrases: Mapping[str, Tone]
) -> Utterance:
    if utterance.polarity is None:
        return utterance
    said = _fold(utterance.text)
    for phrase, folded in wanted.items():
        if _is_said(folded, said):
            return replace(utterance, polarity=SCORES[phrases[phrase]], phrase=phrase)
    return utterance


def _fold(text: str) -> str:
    """In capitals or not, however far apart its words are written."""
    return " ".join(text.lower().split())


def _is_said(phrase: str, said: str) -> bool:
    """Whole words only. No pattern: a phrase that almost fits everywhere would take one minutes."""
    at = said.find(phrase)
    while at >= 0:
        if not (
            _is_word(said[at - 1 : at]) or _is_word(said[at + len(phrase) : at + len(phrase) + 1])
        ):
            return True
        at = said.find(phrase, at + 1)
    return False


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
