"""Numbers: a meeting as one DataFrame per speaker, the smoothed lines and the statistics.

Everything is weighted by words, so that a "yeah" does not count as much as forty words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workers.meeting import Meeting, Utterance

SMOOTHING_SHARE = 0.05
SHORTEST_SMOOTHING_S = 30.0
LONGEST_SMOOTHING_S = 180.0

LINE_FROM = 3.0
"""Effective number of utterances from which a line is drawn at all."""
BAND_FROM = 5.0
"""Effective number of utterances from which their scatter says something."""

BRIEF_UTTERANCES = 5
BRIEF_TALK_S = 60.0

STEPS_PER_BANDWIDTH = 8
REACH = 4.0
"""The kernel is cut where it has fallen to 0.03 %, in bandwidths."""
ROWS_AT_ONCE = 64
"""Points of a line computed together: keeps the kernel matrix of a long meeting small."""

Floats = NDArray[np.float64]


def by_speaker(meeting: Meeting) -> dict[str, pd.DataFrame]:
    """One frame per speaker in order of first appearance, one row per utterance in order of time.

    Columns: start_s, end_s, middle_s (seconds), text, words, polarity (NaN where None) and index
    (the place in `meeting.utterances`). Times are mended where an engine got them wrong: nothing
    starts before 0 or ends before it starts.
    """
    spoken: dict[str, list[int]] = {speaker: [] for speaker in meeting.speakers}
    for index, utterance in enumerate(meeting.utterances):
        spoken[utterance.speaker].append(index)
    return {speaker: _frame(meeting.utterances, index) for speaker, index in spoken.items()}


@dataclass(frozen=True)
class Curves:
    """Everything a chart of a meeting is drawn from, per speaker in order of first appearance."""

    length_s: float
    bandwidth_s: float
    frames: Mapping[str, pd.DataFrame]
    lines: Mapping[str, pd.DataFrame]


def curves(meeting: Meeting) -> Curves:
    """The frames of a meeting and the lines through them."""
    bandwidth = bandwidth_s(meeting.end_s)
    frames = by_speaker(meeting)
    lines = {speaker: line(frame, bandwidth) for speaker, frame in frames.items()}
    return Curves(meeting.end_s, bandwidth, frames, lines)


def together(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The utterances of several speakers as one frame, in order of time."""
    return pd.concat([_frame((), []), *frames]).sort_values(
        "start_s", kind="stable", ignore_index=True
    )


def bandwidth_s(length_s: float) -> float:
    """How widely a meeting of this length is smoothed (standard deviation of the kernel)."""
    return min(max(SMOOTHING_SHARE * length_s, SHORTEST_SMOOTHING_S), LONGEST_SMOOTHING_S)


def line(frame: pd.DataFrame, bandwidth: float) -> pd.DataFrame:
    """The word-weighted Gaussian mean of polarity along the meeting, for one speaker's frame.

    Columns: at_s, polarity, low, high (95 % band of the mean), support (effective number of
    utterances) and run. Each run is a stretch without silence of more than two bandwidths and is
    smoothed by itself: the line bridges nothing. As a mean it never leaves the range of its data.
    `low` and `high` are NaN where support is below `BAND_FROM`. Unscored utterances are left out.
    """
    scored = frame[frame["polarity"].notna()]
    runs = [_smoothed(stretch, bandwidth) for stretch in _stretches(scored, 2 * bandwidth)]
    columns = ["at_s", "polarity", "low", "high", "support", "run"]
    if not runs:
        return pd.DataFrame(columns=columns, dtype=float)
    numbered = [run.assign(run=number) for number, run in enumerate(runs)]
    return pd.concat(numbered, ignore_index=True)[columns]


def is_brief(frame: pd.DataFrame) -> bool:
    """Whether this is too little speech to draw a firm line from."""
    return len(frame) < BRIEF_UTTERANCES or talk_time_s(frame) < BRIEF_TALK_S


def talk_time_s(frame: pd.DataFrame) -> float:
    return float((frame["end_s"] - frame["start_s"]).sum())


def statistics(meeting: Meeting) -> pd.DataFrame:
    """One row per speaker (the index, in order of first appearance), like `describe()`.

    Columns: utterances, words, talk_time_s, share (of all talk time, 0 to 1); mean, median and
    spread (standard deviation) of polarity, all three weighted by words; most_negative and
    most_positive (polarity) with most_negative_text and most_positive_text. NaN and "" where
    nothing was scored.
    """
    frames = by_speaker(meeting)
    rows = {speaker: _described(frame) for speaker, frame in frames.items()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(_described(_frame((), []))))
    spoken_s = float(table["talk_time_s"].sum())
    table.insert(3, "share", table["talk_time_s"] / spoken_s if spoken_s else 0.0)
    return table.rename_axis("speaker")


def weights(frame: pd.DataFrame) -> Floats:
    """What each utterance counts: its words, and at least one."""
    words: Floats = frame["words"].to_numpy(dtype=float)
    return np.maximum(words, 1.0)


def mean(frame: pd.DataFrame) -> float:
    """Word-weighted mean polarity of the scored utterances, NaN without any."""
    scored = frame[frame["polarity"].notna()]
    if scored.empty:
        return math.nan
    return float(np.average(scored["polarity"], weights=weights(scored)))


def _frame(spoken: Sequence[Utterance], index: list[int]) -> pd.DataFrame:
    utterances = [spoken[place] for place in index]
    start = np.maximum([utterance.start_s for utterance in utterances], 0.0)
    end = np.maximum([utterance.end_s for utterance in utterances], start)
    polarity = [utterance.polarity for utterance in utterances]
    frame = pd.DataFrame(
        {
            "start_s": np.asarray(start, dtype=float),
            "end_s": np.asarray(end, dtype=float),
            "middle_s": np.asarray((start + end) / 2, dtype=float),
            "text": pd.Series([utterance.text for utterance in utterances], dtype=object),
            "words": np.asarray([utterance.words for utterance in utterances], dtype=int),
            "polarity": np.asarray(polarity, dtype=float),
            "index": np.asarray(index, dtype=int),
        }
    )
    return frame.sort_values("start_s", kind="stable", ignore_index=True)


def _stretches(scored: pd.DataFrame, silence_s: float) -> list[pd.DataFrame]:
    """The utterances cut where this speaker is silent for longer than `silence_s`."""
    if scored.empty:
        return []
    heard_until = np.maximum.accumulate(scored["end_s"].to_numpy())
    gaps = scored["start_s"].to_numpy()[1:] - heard_until[:-1]
    cuts = np.flatnonzero(gaps > silence_s) + 1
    edges = [0, *cuts, len(scored)]
    return [scored.iloc[a:b] for a, b in pairwise(edges)]


def _smoothed(stretch: pd.DataFrame, bandwidth: float) -> pd.DataFrame:
    start, end = stretch["start_s"].to_numpy(), stretch["end_s"].to_numpy()
    heard_until = np.maximum.accumulate(end)
    polarity = stretch["polarity"].to_numpy()
    # Of a monologue only what is said within about a bandwidth can matter at any one point.
    words = weights(stretch) * np.minimum(1.0, bandwidth / np.maximum(end - start, 1e-9))
    length_s = float(heard_until[-1] - start[0])
    at = np.linspace(start[0], heard_until[-1], _points(length_s, bandwidth))
    parts = []
    for first in range(0, len(at), ROWS_AT_ONCE):
        rows = at[first : first + ROWS_AT_ONCE, None]
        near = slice(
            int(np.searchsorted(heard_until, rows[0, 0] - REACH * bandwidth)),
            int(np.searchsorted(start, rows[-1, 0] + REACH * bandwidth, side="right")),
        )
        # How far from being spoken: 0 while the utterance lasts.
        away = np.maximum(np.maximum(start[near] - rows, rows - end[near]), 0.0)
        parts.append(_means(away / bandwidth, words[near], polarity[near]))
    level, error, support = np.concatenate(parts, axis=1)
    banded = np.where(support >= BAND_FROM, 1.96 * error, math.nan)
    return pd.DataFrame(
        {
            "at_s": at,
            "polarity": level,
            "low": np.maximum(level - banded, -1.0),
            "high": np.minimum(level + banded, 1.0),
            "support": support,
        }
    )


def _points(length_s: float, bandwidth: float) -> int:
    return max(2, math.ceil(length_s / bandwidth * STEPS_PER_BANDWIDTH) + 1)


def _means(away: Floats, words: Floats, polarity: Floats) -> Floats:
    """Weighted mean, its standard error and the effective number, as rows of one array.

    `away`: one row per point of the line, one column per utterance, in bandwidths.
    """
    weight = words * np.exp(-0.5 * away**2)
    weight /= weight.sum(axis=1, keepdims=True)
    support = 1.0 / (weight**2).sum(axis=1)
    # Rounding may push a mean past its data by the last bit; a constant must stay that constant.
    level = np.clip(weight @ polarity, polarity.min(), polarity.max())
    variance = (weight * (polarity[None, :] - level[:, None]) ** 2).sum(axis=1)
    error = np.sqrt(variance / np.maximum(support - 1.0, 1e-9))
    return np.stack([level, error, support])


def _described(frame: pd.DataFrame) -> dict[str, float | int | str]:
    row: dict[str, float | int | str] = {
        "utterances": len(frame),
        "words": int(frame["words"].sum()),
        "talk_time_s": talk_time_s(frame),
        "mean": mean(frame),
        "median": math.nan,
        "spread": math.nan,
        "most_negative": math.nan,
        "most_positive": math.nan,
        "most_negative_text": "",
        "most_positive_text": "",
    }
    scored = frame[frame["polarity"].notna()].sort_values("polarity", kind="stable")
    if not scored.empty:
        polarity, words = scored["polarity"].to_numpy(), weights(scored)
        middle = int(np.searchsorted(words.cumsum(), words.sum() / 2))
        lowest, highest = scored.iloc[0], scored.iloc[-1]
        row |= {
            "median": float(polarity[middle]),
            "spread": float(np.sqrt(np.average((polarity - row["mean"]) ** 2, weights=words))),
            "most_negative": float(lowest["polarity"]),
            "most_positive": float(highest["polarity"]),
            "most_negative_text": str(lowest["text"]),
            "most_positive_text": str(highest["text"]),
        }
    return row
