"""What a meeting was about, one thing after the other: three to eight stretches, each with a name.

Names are words that stand out in a stretch against the rest of the meeting. Where stretches are not
distinct there are none: a talk about one thing is not cut into parts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from workers.charting import frames
from workers.charting.topics.tiling import SLICES, cut_meeting
from workers.charting.topics.words import TopicWords, count_words, sum_counts
from workers.domain.meeting import Meeting, Utterance

FEWEST = 3
"""Topics with a name; fewer are no more than a talk with an introduction."""
UNNAMED = 1 / 3
"""Of the time: what may have no name, such as a round of greetings."""
WORDS_A_SLICE = 40
"""At least: fewer say nothing about what they are about."""


@dataclass(frozen=True, slots=True)
class TopicSpan:
    """A stretch in seconds and its name, "" for none.

    `means` are each speaker's mean polarity in it, weighted by words, None where nothing of theirs
    was scored.
    """

    start_s: float
    end_s: float
    name: str
    means: Mapping[str, float | None]


def find_topics(
    meeting: Meeting, spoken: Mapping[str, pd.DataFrame] | None = None
) -> tuple[TopicSpan, ...]:
    """The topics in order of time, from the start to the end; none where they are not distinct.

    `spoken` spares making the frames again where the caller has them.
    """
    spoken = frames.split_by_speaker(meeting) if spoken is None else spoken
    slices = _slice(meeting)
    if len(slices) < 2:
        return ()
    counted = [count_words(each.text for each in part) for part in slices]
    words = TopicWords(meeting, sum_counts(counted))
    cuts = cut_meeting([_keep_telling(words, counts) for counts in counted])
    if not cuts:
        return ()
    starts = [slices[cut][0].start_s for cut in cuts]
    bounds = [0.0, *starts, meeting.end_s]
    names = [
        words.name([each.text for part in slices[first:end] for each in part])
        for first, end in pairwise([0, *cuts, len(slices)])
    ]
    merged = _merge_alike(list(zip(bounds, bounds[1:], names, strict=False)))
    if not _are_distinct(merged):
        return ()
    return tuple(TopicSpan(*each, _average(spoken, each[0], each[1])) for each in merged)


def _slice(meeting: Meeting) -> list[list[Utterance]]:
    """What is said, in order of time, as parts of about as many words."""
    said = sorted(meeting.utterances, key=lambda each: each.start_s)
    spoken = np.cumsum([each.words for each in said])
    count = min(SLICES, int(spoken[-1] // WORDS_A_SLICE)) if said else 0
    if count < 2:
        return []
    ends = np.searchsorted(spoken, spoken[-1] * np.arange(1, count + 1) / count) + 1
    parts = [said[first:end] for first, end in zip([0, *ends], ends, strict=False)]
    return [part for part in parts if part]


def _keep_telling(words: TopicWords, counts: Counter[str]) -> Counter[str]:
    """The words that are about something, one and many of a thing taken for the same."""
    kept: Counter[str] = Counter()
    for word, count in counts.items():
        if words.tells(word):
            kept[word.removesuffix("s")] += count
    return kept


def _merge_alike(named: Sequence[tuple[float, float, str]]) -> list[tuple[float, float, str]]:
    """Neighbours of one name are one topic."""
    merged: list[tuple[float, float, str]] = []
    for start_s, end_s, name in named:
        if merged and merged[-1][2] == name:
            merged[-1] = (merged[-1][0], end_s, name)
        else:
            merged.append((start_s, end_s, name))
    return merged


def _are_distinct(named: Sequence[tuple[float, float, str]]) -> bool:
    unnamed_s = sum(end_s - start_s for start_s, end_s, name in named if not name)
    names = {name for _, _, name in named if name}
    return len(names) >= FEWEST and unnamed_s <= UNNAMED * (named[-1][1] - named[0][0])


def _average(
    spoken: Mapping[str, pd.DataFrame], start_s: float, end_s: float
) -> dict[str, float | None]:
    means = {
        speaker: frames.average_polarity(
            frame[(frame["middle_s"] >= start_s) & (frame["middle_s"] < end_s)]
        )
        for speaker, frame in spoken.items()
    }
    return {speaker: None if math.isnan(mean) else mean for speaker, mean in means.items()}
