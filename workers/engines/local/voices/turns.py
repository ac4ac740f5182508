"""Turns: who speaks from when to when."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from workers.engines.local.sound import Span
from workers.engines.local.voices.clusters import Labels

_BRIDGED_S = 0.6
"""A pause shorter than this, between words of one voice, belongs to the utterance."""
_LONGEST_S = 25.0
"""Longer utterances are cut at their pauses."""
_BREATHLESS_S = 40.0
"""Where a long utterance has no pause, it is cut in equal parts of no more than this."""
_MARGIN_S = 0.1
_SHORTEST_S = 0.2
"""An aside shorter than this is a breath, or the seam between two turns."""


class Turn(NamedTuple):
    """One voice, without a longer pause, in seconds from the start of the recording.

    `clear` is the part of it that nobody louder talks over, where its words can be heard; None for
    an aside, which has no such part.
    """

    voice: int
    start_s: float
    end_s: float
    channel: int | None = None
    clear: Span | None = None


def find_turns(islands: Sequence[Span], labels: Sequence[Labels], step_s: float) -> list[Turn]:
    """Utterance-long turns of stretches of speech, of which each step has its voice: one voice at a
    time, short pauses bridged."""
    pieces: list[Turn] = []
    for island, voices in zip(islands, labels, strict=True):
        changes = (np.flatnonzero(np.diff(voices)) + 1).tolist()
        starts_s = [island.start_s, *(island.start_s + row * step_s for row in changes)]
        for row, start_s, end_s in zip(
            [0, *changes], starts_s, [*starts_s[1:], island.end_s], strict=True
        ):
            pieces.append(Turn(int(voices[row]), start_s, end_s))
    return join_turns(pieces)


def add_asides(found: Sequence[Turn], asides: Sequence[Turn]) -> list[Turn]:
    """Turns and what is said over them, in order of time.

    An aside that touches a turn of its own voice is the beginning or the end of that turn: somebody
    fell in, or was not let finish.
    """
    every = list(found)
    for aside in asides:
        row = next((row for row, turn in enumerate(every) if _touch(turn, aside)), None)
        if row is not None:
            start_s = min(every[row].start_s, aside.start_s)
            end_s = max(every[row].end_s, aside.end_s)
            every[row] = every[row]._replace(start_s=start_s, end_s=end_s)
        elif aside.end_s - aside.start_s >= _SHORTEST_S:
            every.append(aside)
    return sorted(every, key=lambda turn: turn.start_s)


def join_turns(pieces: Sequence[Turn]) -> list[Turn]:
    """Pieces in order of time, each joined to the one before where the same voice goes on."""
    found: list[Turn] = []
    for piece in chain.from_iterable(map(_breathing, pieces)):
        if found and _goes_on(found[-1], piece):
            found[-1] = found[-1]._replace(end_s=piece.end_s)
        else:
            found.append(piece)
    return _widened(found)


def _goes_on(turn: Turn, piece: Turn) -> bool:
    pause_s = piece.start_s - turn.end_s
    together_s = piece.end_s - turn.start_s
    return turn.voice == piece.voice and pause_s < _BRIDGED_S and together_s <= _LONGEST_S


def _breathing(piece: Turn) -> Iterator[Turn]:
    """A piece, in parts where it is too long to be one utterance."""
    parts = max(1, math.ceil((piece.end_s - piece.start_s) / _BREATHLESS_S))
    edges_s = np.linspace(piece.start_s, piece.end_s, parts + 1).tolist()
    for start_s, end_s in pairwise(edges_s):
        yield piece._replace(start_s=start_s, end_s=end_s)


def _touch(turn: Turn, aside: Turn) -> bool:
    gap_s = max(aside.start_s - turn.end_s, turn.start_s - aside.end_s)
    return turn.voice == aside.voice and gap_s <= _MARGIN_S


def _widened(found: Sequence[Turn]) -> list[Turn]:
    """Each turn with the breath around it, as far as the neighbours leave room: all of it clear."""
    wide = []
    for row, turn in enumerate(found):
        before = found[row - 1].end_s if row else 0.0
        after = found[row + 1].start_s if row + 1 < len(found) else turn.end_s
        start_s = max(turn.start_s - _MARGIN_S, (before + turn.start_s) / 2)
        end_s = min(turn.end_s + _MARGIN_S, (after + turn.end_s) / 2)
        span = Span(start_s, max(end_s, turn.end_s))
        wide.append(turn._replace(start_s=span.start_s, end_s=span.end_s, clear=span))
    return wide
