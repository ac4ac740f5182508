"""The widest disagreement: two speakers' lines far apart at once, on both sides of neutral."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np

from workers.charting.frames import Curves, Floats, find_stretches
from workers.charting.moments import sustained
from workers.domain.moment import Moment, MomentKind

LEAST = 0.5
"""How far apart two lines have to be."""
SIDE = 0.25
"""How far on its own side of neutral each of them has to be: next to a neutral line there is only
a dip or a rise."""

STEPS_PER_BANDWIDTH = 4


def find_widest(drawn: Curves) -> Moment | None:
    """Where two lines, bands included, stand furthest apart on either side of 0 for a while."""
    steps = max(2, math.ceil(drawn.length_s / drawn.bandwidth_s * STEPS_PER_BANDWIDTH))
    at_s = np.linspace(0.0, drawn.length_s, steps)
    on_grid = {speaker: _on(at_s, drawn, speaker) for speaker in drawn.lines}
    candidates = []
    for above, below in permutations(on_grid, 2):
        high, low = on_grid[above], on_grid[below]
        # Each on its own side by more than its own scatter explains: one line that is far out and
        # one that strays a little are no two sides.
        apart = (high["polarity"] >= np.maximum(SIDE, high["chance"])) & (
            low["polarity"] <= -np.maximum(SIDE, low["chance"])
        )
        gap = high["polarity"] - low["polarity"]
        gap = np.where(apart & (high["low"] > low["high"]), gap, 0.0)
        if gap.max() >= LEAST:
            candidates.append((float(gap.max()), above, below, gap))
    for _, above, below, gap in sorted(candidates, key=lambda found: found[0], reverse=True):
        moment = _moment(drawn, (above, below), at_s, gap)
        if moment:
            return moment
    return None


def _on(at_s: Floats, drawn: Curves, speaker: str) -> dict[str, Floats]:
    """A line with its band and what chance may do to it, NaN at times where there is no line."""
    line = drawn.lines[speaker]
    chance = sustained.estimate_scatter(drawn.frames[speaker], line)
    known = {"polarity": line.polarity, "low": line.low, "high": line.high, "chance": chance}
    values = {name: np.full(len(at_s), math.nan) for name in known}
    for run in find_stretches(np.isfinite(line.at_s)):
        points = line.at_s[run]
        here = (at_s >= points[0]) & (at_s <= points[-1])
        for name, of_line in known.items():
            values[name][here] = np.interp(at_s[here], points, of_line[run])
    return values


def _moment(drawn: Curves, pair: tuple[str, str], at_s: Floats, gap: Floats) -> Moment | None:
    peak = int(gap.argmax())
    part = next(part for part in find_stretches(gap > 0) if part.start <= peak < part.stop)
    spoken = [
        sustained.select_within(drawn.frames[speaker], at_s[part][0], at_s[part][-1])
        for speaker in pair
    ]
    if not all(sustained.lasts(said) for said in spoken):
        return None
    peak_s = float(at_s[peak])
    levels = tuple(float(_on(at_s[[peak]], drawn, speaker)["polarity"][0]) for speaker in pair)
    # The words further from neutral are the ones to read first.
    side = 0 if levels[0] >= -levels[1] else 1
    said = sustained.choose_telling(spoken[side], 1.0 - 2.0 * side, peak_s, drawn.bandwidth_s)
    return Moment(
        kind=MomentKind.DISAGREEMENT,
        at_s=float(said["start_s"]),
        speakers=pair,
        speaker=pair[side],
        utterance=int(said["index"]),
        quote=str(said["text"]),
        polarity=float(said["polarity"]),
        peak_s=peak_s,
        levels=levels,
    )
