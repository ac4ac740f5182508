"""Turns: who speaks from when to when, one voice at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from workers.engines.local.clusters import Labels
from workers.engines.local.sound import Span
from workers.engines.local.voiceprint import Vectors
from workers.engines.local.windows import Windows

_CHANGE = 0.1
"""What a change of voice costs, in likeness: a single odd window is no new turn."""
_BRIDGED_S = 0.6
"""A pause shorter than this, between words of one voice, belongs to the utterance."""
_LONGEST_S = 25.0
"""Longer utterances are cut at their pauses,"""
_BREATHLESS_S = 40.0
"""and where there is no pause, here."""
_MARGIN_S = 0.1


class Turn(NamedTuple):
    """One voice, without a longer pause, in seconds from the start of the recording."""

    voice: int
    start_s: float
    end_s: float
    channel: int | None = None


def smoothed(windows: Windows, centres: Vectors) -> Labels:
    """The likeliest voice of each window, given that people speak longer than a window's step."""
    likeness = windows.vectors @ centres.T
    count, voices = likeness.shape
    score = likeness[0]
    came_from = np.zeros((count, voices), np.intp)
    for row in range(1, count):
        same = windows.islands[row] == windows.islands[row - 1]
        changed = score.max() - (_CHANGE if same else _CHANGE / 2)
        came_from[row] = np.where(score >= changed, np.arange(voices), score.argmax())
        score = np.maximum(score, changed) + likeness[row]
    labels = np.zeros(count, np.intp)
    labels[-1] = score.argmax()
    for row in range(count - 1, 0, -1):
        labels[row - 1] = came_from[row, labels[row]]
    return labels


def turns(islands: Sequence[Span], windows: Windows, labels: Labels) -> list[Turn]:
    """Utterance-long turns: changes fall midway between two windows, short pauses are bridged."""
    pieces: list[Turn] = []
    for row, (home, label) in enumerate(zip(windows.islands, labels, strict=True)):
        begins = row == 0 or windows.islands[row - 1] != home
        ends = row + 1 == len(labels) or windows.islands[row + 1] != home
        start_s = islands[home].start_s if begins else _midway(windows, row - 1)
        end_s = islands[home].end_s if ends else _midway(windows, row)
        pieces.append(Turn(int(label), start_s, end_s))
    return joined(pieces)


def joined(pieces: Sequence[Turn]) -> list[Turn]:
    """Pieces in order of time, each joined to the one before where the same voice goes on."""
    found: list[Turn] = []
    for piece in pieces:
        if found and _goes_on(found[-1], piece):
            found[-1] = found[-1]._replace(end_s=piece.end_s)
        else:
            found.append(piece)
    return _widened(found)


def _goes_on(turn: Turn, piece: Turn) -> bool:
    pause_s = piece.start_s - turn.end_s
    longest_s = _LONGEST_S if pause_s > 0 else _BREATHLESS_S
    together_s = piece.end_s - turn.start_s
    return turn.voice == piece.voice and pause_s < _BRIDGED_S and together_s <= longest_s


def _midway(windows: Windows, row: int) -> float:
    return float(windows.centres_s[row] + windows.centres_s[row + 1]) / 2


def _widened(found: Sequence[Turn]) -> list[Turn]:
    """Each turn with the breath around it, as far as the neighbours leave room."""
    wide = []
    for row, turn in enumerate(found):
        before = found[row - 1].end_s if row else 0.0
        after = found[row + 1].start_s if row + 1 < len(found) else turn.end_s
        start_s = max(turn.start_s - _MARGIN_S, (before + turn.start_s) / 2)
        end_s = min(turn.end_s + _MARGIN_S, (after + turn.end_s) / 2)
        wide.append(turn._replace(start_s=start_s, end_s=max(end_s, turn.end_s)))
    return wide
