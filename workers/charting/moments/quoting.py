"""Which words a moment is quoted by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from workers.charting.moments.scan import Run
from workers.domain.strongest import measure_reach


def choose_quote(runs: Sequence[Run]) -> tuple[Run, pd.Series[Any]]:
    """The run and the row of the sentence that is furthest out its way, and not a mere word."""
    best = [(run, _reach(run.spoken, run.sign)) for run in runs]
    run, reach = max(best, key=lambda each: max(each[1]))
    return run, run.spoken.iloc[reach.index(max(reach))]


def _reach(spoken: pd.DataFrame, sign: float) -> list[float]:
    """How far out on the side of `sign` each sentence is, for how much was said."""
    pairs = zip(spoken["polarity"], spoken["words"], strict=True)
    return [measure_reach(float(polarity), int(words), sign) for polarity, words in pairs]
