"""Which words a moment is quoted by, and which lines of a meeting are the strongest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from workers.charting.frames import Floats, weigh_utterances
from workers.charting.moments.scan import Run

CUT_OFF = 0.3
"""What is nearer to 0 is no strong line."""
FEWEST_WORDS = 3
ENOUGH_WORDS = 12
"""A line of more words tells no more by that."""


def choose_quote(runs: Sequence[Run]) -> tuple[Run, pd.Series[Any]]:
    """The run and the row of the sentence that is furthest out its way, and not a mere word."""
    best = [(run, _reach(run.spoken, run.sign)) for run in runs]
    run, reach = max(best, key=lambda each: float(each[1].max()))
    return run, run.spoken.iloc[int(reach.argmax())]


def find_strongest(
    spoken: Mapping[str, pd.DataFrame], sign: float, most: int, least: float = CUT_OFF
) -> list[tuple[str, pd.Series[Any]]]:
    """The strongest lines of a meeting on the side of `sign`, the furthest out first.

    Each with its speaker; at most `most`, of `FEWEST_WORDS` or more, none nearer to 0 than `least`.
    """
    strong = []
    for speaker, frame in spoken.items():
        far = sign * frame["polarity"] >= least
        lines = frame[far & (frame["words"] >= FEWEST_WORDS)]
        strong += [
            (float(reach), speaker, lines.iloc[place])
            for place, reach in sorted(
                enumerate(_reach(lines, sign)), key=lambda each: -float(each[1])
            )[:most]
        ]
    strong.sort(key=lambda each: (-each[0], each[2]["start_s"]))
    return [(speaker, line) for _, speaker, line in strong[:most]]


def _reach(spoken: pd.DataFrame, sign: float) -> Floats:
    """How far out on the side of `sign`, for how much was said."""
    reach: Floats = sign * spoken["polarity"].to_numpy(dtype=float)
    return reach * np.sqrt(np.minimum(weigh_utterances(spoken), ENOUGH_WORDS))
