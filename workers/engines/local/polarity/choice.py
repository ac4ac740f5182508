"""The choice of the scorer: once a process, so that no meeting is scored by two.

The scales differ (what the encoder calls 0.6 VADER calls 0.3), and so no chart mixes them.
"""

from __future__ import annotations

import logging
from functools import cache

from workers.engines.local.polarity.encoder import NAME, WeightsDiffer, load_polarity
from workers.engines.local.polarity.lexicon import LEXICON, look_words_up, name_lexicon
from workers.engines.local.polarity.scorer import Scorer

log = logging.getLogger(__name__)


@cache
def choose_scorer(wanted: str = "model") -> Scorer:
    """The scorer for `wanted`: "model", "lexicon", or the name under which one has scored before.

    A lexicon of another version is still the lexicon. Where the model's file is missing or damaged
    it is the lexicon as well, with a warning and `fell_back`.
    """
    if wanted == "lexicon" or wanted.startswith(f"{LEXICON} "):
        return Scorer(name_lexicon(), look_words_up)
    try:
        return Scorer(NAME, load_polarity())
    except WeightsDiffer as trouble:
        log.warning("polarity: words are scored by the lexicon, because %s", trouble)
        return Scorer(name_lexicon(), look_words_up, fell_back=True)
