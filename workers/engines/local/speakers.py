"""Speakers: who speaks when, from the sound alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from workers.engines.local import voiceprint
from workers.engines.local.clusters import clusters, guessed_count, silhouette
from workers.engines.local.sound import Sound, Span
from workers.engines.local.stereo import channel_turns
from workers.engines.local.turns import Turn, smoothed, turns
from workers.engines.local.voice import chances, speech
from workers.engines.local.voiceprint import Vectors
from workers.engines.local.windows import COARSE, FINE, Windows, merged, windows
from workers.errors import Refused, Why

_LEAST_S = 0.5
"""Less speech than this is none."""
_SURE_S = 0.8
_ENOUGH = 10
_CLEAR = 0.1
"""A window this much more like one voice than any other needs no closer look."""
_UNSURE = 0.4
"""Silhouette below which voices are hard to tell apart: near microphones give 0.45 and more."""


class Voices(NamedTuple):
    """The turns of a meeting; `unsure` where the voices are hard to tell apart."""

    turns: list[Turn]
    unsure: bool
    estimated: bool

    @property
    def number(self) -> int:
        """How many voices there are."""
        return len({turn.voice for turn in self.turns})

    def kept(self) -> bytes:
        """For a later try of the same analysis."""
        return json.dumps(self._asdict()).encode()

    @classmethod
    def loaded(cls, kept: bytes) -> Voices:
        fields = json.loads(kept)
        return cls([Turn(*turn) for turn in fields.pop("turns")], **fields)


def voices(sound: Sound, count: int | None, at: Callable[[float], None]) -> Voices:
    """Every turn in order of time, its voices numbered in order of first appearance.

    `count` is how many voices there are, if anyone told. Refuses a recording without speech.
    """
    by_channel = (
        channel_turns(sound, at=lambda share: at(0.15 * share)) if count in {None, 2} else None
    )
    if by_channel:
        return Voices(_numbered(by_channel), unsure=False, estimated=count is None)
    encoder = voiceprint.load()
    likely = chances(sound, at=lambda share: at(0.15 + 0.1 * share))
    islands = speech(likely)
    if sum(island.length_s for island in islands) < _LEAST_S:
        raise Refused(Why.NO_SPEECH)
    numbered = dict(enumerate(islands))
    wide = windows(sound, numbered, encoder, COARSE, at=lambda share: at(0.25 + 0.35 * share))
    sure = _sure(wide, islands)
    centres = clusters(sure, count or guessed_count(sure)).centres
    doubtful = {home: islands[home] for home in _doubtful(wide, centres)}
    fine = windows(sound, doubtful, encoder, FINE, at=lambda share: at(0.6 + 0.4 * share))
    track = merged(wide.only(~np.isin(wide.islands, list(doubtful))), fine)
    found = turns(islands, track, smoothed(track, centres))
    return Voices(_numbered(found), unsure=_unsure(sure, centres), estimated=count is None)


def _sure(wide: Windows, islands: Sequence[Span]) -> Vectors:
    """The voiceprints to learn the voices from: those of longer stretches, if there are enough."""
    long_enough = np.array([islands[home].length_s >= _SURE_S for home in wide.islands])
    return wide.vectors[long_enough] if long_enough.sum() >= _ENOUGH else wide.vectors


def _doubtful(wide: Windows, centres: Vectors) -> list[int]:
    """The stretches in which the voice may change, or is not clear: worth a closer look."""
    if len(centres) == 1:
        return []
    likeness = wide.vectors @ centres.T
    best = np.sort(likeness, axis=1)[:, -2:]
    labels = np.argmax(likeness, axis=1)
    doubtful = []
    for home in np.unique(wide.islands):
        rows = wide.islands == home
        if len(set(labels[rows])) > 1 or np.min(best[rows, 1] - best[rows, 0]) < _CLEAR:
            doubtful.append(int(home))
    return doubtful


def _unsure(vectors: Vectors, centres: Vectors) -> bool:
    """Whether the voices lie so close together that the turns are a guess."""
    labels = np.argmax(vectors @ centres.T, axis=1)
    return len(set(labels)) > 1 and silhouette(vectors, labels) < _UNSURE


def _numbered(found: Sequence[Turn]) -> list[Turn]:
    order = {
        voice: number for number, voice in enumerate(dict.fromkeys(one.voice for one in found))
    }
    return [one._replace(voice=order[one.voice]) for one in found]
