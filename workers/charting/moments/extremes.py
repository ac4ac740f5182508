"""The deepest dip and the highest rise: where a line leaves its speaker's own level."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workers.charting import frames
from workers.charting.frames import Curves, find_stretches
from workers.charting.moments import sustained
from workers.domain.moment import Moment, MomentKind

LEAST = 0.25
"""How far from the speaker's own mean a line has to go."""

PLEASANTRIES_SHARE = 0.1
PLEASANTRIES_S = 120.0
"""Greetings and thanks: the first and last tenth, at most two minutes each."""


def find_deepest_dip(drawn: Curves) -> Moment | None:
    """The largest sustained fall of a line below its speaker's mean."""
    return _furthest(drawn, MomentKind.DIP, 0.0, drawn.length_s)


def find_highest_rise(drawn: Curves) -> Moment | None:
    """The largest sustained rise of a line above its speaker's mean, pleasantries left out."""
    edge = min(PLEASANTRIES_SHARE * drawn.length_s, PLEASANTRIES_S)
    return _furthest(drawn, MomentKind.RISE, edge, drawn.length_s - edge)


def _furthest(drawn: Curves, kind: MomentKind, start_s: float, end_s: float) -> Moment | None:
    candidates = [
        candidate
        for speaker in drawn.frames
        for candidate in _candidates(drawn, speaker, kind, (start_s, end_s))
    ]
    return max(candidates, key=lambda candidate: candidate[0])[1] if candidates else None


def _candidates(
    drawn: Curves, speaker: str, kind: MomentKind, span: tuple[float, float]
) -> Iterator[tuple[float, Moment]]:
    """One speaker's sustained stretches beyond the band, each with how far it goes."""
    sign = 1.0 if kind is MomentKind.RISE else -1.0
    frame, line = drawn.frames[speaker], drawn.lines[speaker]
    usual = frames.average_polarity(frame)
    out = sign * (line.polarity - usual)
    edge = line.low - usual if kind is MomentKind.RISE else usual - line.high
    for part in find_stretches((edge > 0) & (out > sustained.estimate_scatter(frame, line))):
        peak = _peak(out, line.at_s, part, span)
        if peak is None or out[peak] < LEAST:
            continue
        start_s, end_s = line.at_s[part][0], line.at_s[part][-1]
        spoken = sustained.select_within(frame, max(start_s, span[0]), min(end_s, span[1]))
        if not sustained.lasts(spoken):
            continue
        said = sustained.choose_telling(spoken, sign, line.at_s[peak], drawn.bandwidth_s)
        yield (
            float(out[peak]),
            Moment(
                kind=kind,
                at_s=float(said["start_s"]),
                speakers=(speaker,),
                speaker=speaker,
                utterance=int(said["index"]),
                quote=str(said["text"]),
                polarity=float(said["polarity"]),
                peak_s=float(line.at_s[peak]),
                levels=(float(line.polarity[peak]),),
            ),
        )


def _peak(
    out: frames.Floats, at_s: frames.Floats, part: slice, span: tuple[float, float]
) -> int | None:
    """The furthest point of a stretch within `span`; None where it only leans on one outside."""
    inside = np.flatnonzero((at_s[part] >= span[0]) & (at_s[part] <= span[1])) + part.start
    if not inside.size:
        return None
    peak = int(inside[out[inside].argmax()])
    around = out[max(peak - 1, 0) : peak + 2]
    return peak if out[peak] >= np.nanmax(around) else None
