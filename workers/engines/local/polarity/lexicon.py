"""The lexicon: VADER, and a few words of ours. The fall-back where the encoder cannot be had."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

LEXICON = "VADER"
SMALL_TALK = {
    # Courtesy and assent: said in every meeting, whatever the news is.
    "yes": 0.0,
    "yeah": 0.0,
    "yep": 0.0,
    "ok": 0.0,
    "okay": 0.0,
    "please": 0.0,
    "thanks": 0.5,
    "thank": 0.5,
    "hello": 0.0,
    "hi": 0.0,
    "welcome": 0.5,
    "sure": 0.2,
    "well": 0.3,
    "like": 0.0,
    # Words of the trade that the lexicon takes for feelings.
    "ready": 0.5,
    "share": 0.0,
    "shared": 0.0,
    "sharing": 0.0,
    "important": 0.2,
    "interest": 0.3,
    "play": 0.0,
    "demand": 0.0,
    "alert": 0.0,
    "alerts": 0.0,
    "number": 0.0,
    "matter": 0.0,
    "kind": 0.0,
    "no": -0.3,
    "agree": 0.8,
    "agreed": 0.8,
    "critical": -0.3,
    "error": -0.8,
    "errors": -0.8,
    "problem": -1.2,
    # Bad news of the trade that the lexicon does not know.
    "bug": -1.0,
    "bugs": -1.0,
    "blocked": -1.4,
    "blocker": -1.5,
    "broken": -1.8,
    "crashed": -1.8,
    "crashes": -1.8,
    "delay": -1.3,
    "delayed": -1.3,
    "late": -1.3,
    "outage": -2.0,
    "overdue": -1.3,
    "slipped": -1.4,
    "worried": -1.6,
    "stuck": -1.4,
    # Good news of the trade that it does not know either.
    "fixed": 2.3,
    "shipped": 1.2,
    "works": 1.0,
    "working": 0.8,
    "faster": 1.3,
    "smooth": 1.2,
    "smoothly": 1.5,
}
"""Valences of VADER's lexicon (-4 to 4) that are wrong for meetings, and ours instead."""


def name_lexicon() -> str:
    """The word list and its version, as it is told beside what it has scored."""
    return f"{LEXICON} {version('vaderSentiment')}"


def look_words_up(text: str) -> float:
    """VADER's compound of `text`, in [-1, 1]; 0 where it knows none of the words."""
    return float(_analyzer().polarity_scores(text)["compound"])


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    from vaderSentiment.vaderSentiment import (  # noqa: PLC0415 - 14 MB, and slow to load
        SentimentIntensityAnalyzer,
    )

    analyzer = SentimentIntensityAnalyzer()
    analyzer.lexicon.update(SMALL_TALK)
    return analyzer
