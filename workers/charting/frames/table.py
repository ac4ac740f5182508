"""The statistics: one row per speaker."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from workers.charting.frames.speech import split_by_speaker, sum_talk_time_s, weigh_utterances
from workers.domain.meeting import Meeting

COLUMNS = (
    "utterances",
    "words",
    "talk_time_s",
    "share",
    "mean",
    "median",
    "spread",
    "most_negative",
    "most_positive",
    "most_negative_text",
    "most_positive_text",
)


def make_statistics(
    meeting: Meeting, spoken: Mapping[str, pd.DataFrame] | None = None
) -> pd.DataFrame:
    """One row per speaker (the index, in order of first appearance), like `describe()`.

    Columns: utterances, words, talk_time_s, share (of all talk time, 0 to 1); mean, median and
    spread (standard deviation) of polarity, all three weighted by words; most_negative and
    most_positive (polarity) with their texts. NaN and "" where nothing was scored. `spoken` spares
    making the frames again where the caller has them.
    """
    spoken = split_by_speaker(meeting) if spoken is None else spoken
    rows = {speaker: _described(frame) for speaker, frame in spoken.items()}
    spoken_s = sum(float(row["talk_time_s"]) for row in rows.values())
    for row in rows.values():
        row["share"] = float(row["talk_time_s"]) / spoken_s if spoken_s else 0.0
    table = pd.DataFrame(list(rows.values()), columns=list(COLUMNS))
    return table.set_axis(pd.Index(list(rows), name="speaker", dtype=object))


def _described(frame: pd.DataFrame) -> dict[str, float | str]:
    row: dict[str, float | str] = {
        "utterances": len(frame),
        "words": int(frame["words"].sum()),
        "talk_time_s": sum_talk_time_s(frame),
    }
    known = frame["polarity"].notna()
    return row | _polarity(frame[known].sort_values("polarity", kind="stable"))


def _polarity(scored: pd.DataFrame) -> dict[str, float | str]:
    """Of utterances in order of polarity."""
    if scored.empty:
        return dict.fromkeys(COLUMNS[4:9], math.nan) | dict.fromkeys(COLUMNS[9:], "")
    polarity, words = scored["polarity"].to_numpy(dtype=float), weigh_utterances(scored)
    mean = float(np.average(polarity, weights=words))
    texts = scored["text"].to_numpy()
    return {
        "mean": mean,
        "median": float(polarity[np.searchsorted(words.cumsum(), words.sum() / 2)]),
        "spread": float(np.sqrt(np.average((polarity - mean) ** 2, weights=words))),
        "most_negative": float(polarity[0]),
        "most_positive": float(polarity[-1]),
        "most_negative_text": str(texts[0]),
        "most_positive_text": str(texts[-1]),
    }
