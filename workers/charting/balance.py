"""Balance: how much of what is said is positive and negative, by speaker and by half."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from workers.charting import frames
from workers.charting.frames import Curves
from workers.charting.ink import ground
from workers.domain.level import Level, find_level
from workers.wording import finding

TURN = 0.5
"""How far the second half has to be from the first for a meeting to have turned."""
TURN_WORDS = 20
"""What has to be said in each half for that."""


def find_levels(curves: Curves) -> Iterator[tuple[str, Level]]:
    """What the words of each speaker were like on the whole; too few words make no level."""
    for speaker, frame in curves.frames.items():
        scored = frame[frame["polarity"].notna()]
        if not (scored.empty or frames.is_brief(frame)):
            yield speaker, find_level(*frames.share_out_words(scored, ground.CUT_OFF))


def find_halves(scored: pd.DataFrame, length_s: float) -> tuple[str, str] | None:
    """The bands that the meeting was in before and after its middle, where it moved far."""
    late = scored["middle_s"] > length_s / 2
    halves = (scored[~late], scored[late])
    if min(float(frames.weigh_utterances(half).sum()) for half in halves) < TURN_WORDS:
        return None
    before, after = (frames.average_polarity(half) for half in halves)
    bands = (_band(before), _band(after))
    return bands if abs(after - before) >= TURN and bands[0] != bands[1] else None


def _band(polarity: float) -> str:
    if abs(polarity) <= ground.CUT_OFF:
        return finding.NEUTRAL
    return finding.POSITIVE if polarity > 0 else finding.NEGATIVE
