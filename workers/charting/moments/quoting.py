"""Which words a moment is quoted by, and which lines of a meeting are the strongest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from workers.charting.frames import Floats, weigh_utterances
from workers.charting.moments.scan import Run

ENOUGH_WORDS = 12
"""A line of more words tells no more by that."""


def choose_quote(runs: Sequence[Run]) -> tuple[Run, pd.Series[Any]]:
    """The run and the row of the sentence that is furthest out its way, and not a mere word."""
    best = [(run, _reach(run.spoken, run.sign)) for run in runs]
    run, reach = max(best, key=lambda each: float(each[1].max()))
    return run, run.spoken.iloc[int(reach.argmax())]


def _reach(spoken: pd.DataFrame, sign: float) -> Floats:
    """How far out on the side of `sign`, for how much was said."""
    reach: Floats = sign * spoken["polarity"].to_numpy(dtype=float)
    return reach * np.sqrt(np.minimum(weigh_utterances(spoken), ENOUGH_WORDS))
