"""Polarity: how positive or negative words are, from -1 to 1, and whose number that is.

choice -> encoder (pieces, windows, the file of weights), or the lexicon where it cannot be had.

One scorer a meeting: `choose_scorer` once, then `score` for each utterance. Scoring is English
only; who knows that words are in another language asks for no score and leaves None.
"""

from workers.engines.local.polarity.choice import choose_scorer
from workers.engines.local.polarity.scorer import Scorer

__all__ = ["Scorer", "choose_scorer"]
