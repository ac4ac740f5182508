"""Scoring: our own polarity for words that an engine gave without one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workers.domain.meeting import Utterance
from workers.engines.local.polarity import polarity


def score_here(utterances: Iterable[Utterance], language: str) -> tuple[Utterance, ...]:
    """The same utterances, each with a polarity where the words are English; None elsewhere."""
    if not is_english(language):
        return tuple(utterances)
    return tuple(
        replace(each, polarity=polarity(each.text)) if each.polarity is None else each
        for each in utterances
    )


def is_english(language: str) -> bool:
    """Whether a language tag, with either kind of dash, is one of English."""
    return language.replace("_", "-").split("-")[0].lower() == "en"
