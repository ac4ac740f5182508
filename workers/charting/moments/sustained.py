"""Which stretches of talk last long enough to be a moment, and which words they are quoted by."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from workers.charting.frames import Floats, Line, weigh_utterances

UTTERANCES = 2
WORDS = 20
STRAYS = 2.75
"""Standard errors that a line is allowed to stray from its mean before it is pointed at."""


def estimate_scatter(frame: pd.DataFrame, line: Line) -> Floats:
    """How far a line strays from its speaker's mean by scatter alone, along the line.

    The band tells what is sure at one point; a meeting has hundreds of points and several lines,
    so that one of them leaves its band by chance. The scatter is taken over the whole meeting: a
    few utterances that happen to agree must not look like certainty.
    """
    scored = frame[frame["polarity"].notna()]
    if scored.empty:
        return np.full_like(line.support, np.nan)
    words, polarity = weigh_utterances(scored), scored["polarity"].to_numpy()
    variance = np.average((polarity - np.average(polarity, weights=words)) ** 2, weights=words)
    expected: Floats = STRAYS * np.sqrt(variance / line.support)
    return expected


def select_within(frame: pd.DataFrame, start_s: float, end_s: float) -> pd.DataFrame:
    """The scored utterances whose middle lies between two times."""
    return frame[frame["middle_s"].between(start_s, end_s) & frame["polarity"].notna()]


def lasts(spoken: pd.DataFrame) -> bool:
    """Whether this is enough speech to point at."""
    return len(spoken) >= UTTERANCES and int(spoken["words"].sum()) >= WORDS


def choose_telling(
    spoken: pd.DataFrame, sign: float, peak_s: float, bandwidth_s: float
) -> pd.Series[Any]:
    """The utterance to quote: far out on the side of `sign`, near the peak, and not a mere word."""
    near = np.exp(-0.5 * ((spoken["middle_s"].to_numpy() - peak_s) / bandwidth_s) ** 2)
    # 1 + sign * polarity is 0 at the far end of the other side, so the product never turns over.
    pull = (1.0 + sign * spoken["polarity"].to_numpy()) * near * np.sqrt(weigh_utterances(spoken))
    return spoken.iloc[int(pull.argmax())]
