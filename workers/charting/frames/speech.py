"""Who said what when, as DataFrames."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workers.domain.meeting import Meeting, Utterance

NUMBERS = ["start_s", "end_s", "middle_s", "words", "polarity"]


def split_by_speaker(meeting: Meeting) -> dict[str, pd.DataFrame]:
    """One frame per speaker in order of first appearance, one row per utterance in order of time.

    Columns: start_s, end_s, middle_s (seconds), text, words, polarity (NaN where None) and index
    (the place in `meeting.utterances`). Times are mended where an engine got them wrong: nothing
    starts before 0 or ends before it starts.
    """
    whole = _frame(meeting.utterances)
    # By number: NumPy would take two names that differ in a trailing NUL for one.
    number = {speaker: place for place, speaker in enumerate(meeting.speakers)}
    spoken_by = np.array([number[utterance.speaker] for utterance in meeting.utterances], dtype=int)
    theirs = spoken_by[whole["index"]]
    return {
        speaker: whole[theirs == place].reset_index(drop=True) for speaker, place in number.items()
    }


def merge_frames(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The utterances of several speakers as one frame, in order of time, their texts left out."""
    every = pd.concat([frame[NUMBERS] for frame in (_frame(()), *frames)])
    return every.sort_values("start_s", kind="stable", ignore_index=True)


def sum_talk_time_s(frame: pd.DataFrame) -> float:
    return float((frame["end_s"] - frame["start_s"]).sum())


def weigh_utterances(frame: pd.DataFrame) -> NDArray[np.float64]:
    """What each utterance counts: its words, and at least one."""
    words: NDArray[np.float64] = frame["words"].to_numpy(dtype=float)
    return np.maximum(words, 1.0)


def share_out_words(scored: pd.DataFrame, cut_off: float) -> tuple[float, float]:
    """How much of what was scored is beyond `cut_off` on the positive side, and on the negative, by
    words, 0 to 1."""
    words, polarity = weigh_utterances(scored), scored["polarity"].to_numpy(dtype=float)
    total = max(float(words.sum()), 1.0)
    return (
        float(words[polarity > cut_off].sum()) / total,
        float(words[polarity < -cut_off].sum()) / total,
    )


def average_polarity(frame: pd.DataFrame) -> float:
    """Word-weighted mean polarity of the scored utterances, NaN without any."""
    scored = frame[frame["polarity"].notna()]
    if scored.empty:
        return math.nan
    return float(np.average(scored["polarity"], weights=weigh_utterances(scored)))


def _frame(utterances: Sequence[Utterance]) -> pd.DataFrame:
    start = np.maximum([utterance.start_s for utterance in utterances], 0.0)
    end = np.maximum([utterance.end_s for utterance in utterances], start)
    polarity = [utterance.polarity for utterance in utterances]
    frame = pd.DataFrame(
        {
            "start_s": start.astype(float),
            "end_s": end.astype(float),
            "middle_s": ((start + end) / 2).astype(float),
            "text": pd.Series([utterance.text for utterance in utterances], dtype=object),
            "words": np.array([utterance.words for utterance in utterances], dtype=int),
            "polarity": np.array(polarity, dtype=float),
            "index": np.arange(len(utterances)),
        }
    )
    return frame.sort_values("start_s", kind="stable", ignore_index=True)
