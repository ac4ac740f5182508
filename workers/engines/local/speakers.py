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
from workers.engines.local.timbre import STEP_S, followed
from workers.engines.local.turns import Turn, turns
from workers.engines.local.voice import chances, speech
from workers.engines.local.voiceprint import Vectors
from workers.engines.local.windows import Windows, windows
from workers.errors import Refused, Why

_LEAST_S = 0.5
"""Less speech than this is none."""
_SURE_S = 0.8
_ENOUGH = 10
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
    track = windows(sound, islands, encoder, at=lambda share: at(0.25 + 0.6 * share))
    sure = _sure(track, islands)
    centres = clusters(sure, count or guessed_count(sure)).centres
    labels = followed(sound, islands, track, centres, at=lambda share: at(0.85 + 0.15 * share))
    found = turns(islands, labels, STEP_S)
    return Voices(_numbered(found), unsure=_unsure(sure, centres), estimated=count is None)


def _sure(track: Windows, islands: Sequence[Span]) -> Vectors:
    """The voiceprints to learn the voices from: those of longer stretches, if there are enough."""
    long_enough = np.array([islands[home].length_s >= _SURE_S for home in track.islands])
    return track.vectors[long_enough] if long_enough.sum() >= _ENOUGH else track.vectors


def _unsure(vectors: Vectors, centres: Vectors) -> bool:
    """Whether the voices lie so close together that the turns are a guess."""
    labels = np.argmax(vectors @ centres.T, axis=1)
    return len(set(labels)) > 1 and silhouette(vectors, labels) < _UNSURE


def _numbered(found: Sequence[Turn]) -> list[Turn]:
    order = {
        voice: number for number, voice in enumerate(dict.fromkeys(one.voice for one in found))
    }
    return [one._replace(voice=order[one.voice]) for one in found]
