"""Scoring: our own polarity for words that an engine gave without one."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.domain.meeting import Note, Remark, Utterance
from workers.engines.local.polarity.apart import score_apart

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ScoredHere:
    """Utterances, by whom they were scored (empty: by nobody here), and what to know about it."""

    utterances: tuple[Utterance, ...]
    scorer: str = ""
    notes: tuple[Note, ...] = ()


def score_here(utterances: Sequence[Utterance], language: str, scorer: str) -> ScoredHere:
    """Unscored utterances, each with a polarity where the words are English; None elsewhere.

    They are scored in a child with limits, by what `choose_scorer` makes of `scorer`.
    """
    if not is_english(language):
        return ScoredHere(tuple(utterances))
    if not utterances:
        return ScoredHere(())
    scored = score_apart([each.text for each in utterances], scorer, lambda _share: None)
    if scored.fell_back:
        log.warning("words were scored by %s: the weights are missing or damaged", scored.scorer)
    pairs = zip(utterances, scored.polarities, strict=True)
    return ScoredHere(
        tuple(replace(each, polarity=polarity) for each, polarity in pairs),
        scored.scorer,
        (Note(Remark.SCORER_FALLBACK),) if scored.fell_back else (),
    )


def is_english(language: str) -> bool:
    """Whether a language tag, with either kind of dash, is one of English."""
    return language.replace("_", "-").split("-")[0].lower() == "en"
