"""Speakers: who speaks when, from the sound alone."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from workers.domain.errors import Refused, Why
from workers.engines.engine import Part
from workers.engines.local.networks import segmentation, voiceprint
from workers.engines.local.networks.voice import estimate_speech, find_speech, raise_chances
from workers.engines.local.networks.voiceprint import Vectors
from workers.engines.local.sound import STEP_S, Sound, Span, Steps
from workers.engines.local.sound.bands import find_carried_bands
from workers.engines.local.voices.asides import find_asides
from workers.engines.local.voices.clusters import cluster_vectors, guess_count, measure_silhouette
from workers.engines.local.voices.evidence import (
    find_crowded,
    measure_claims,
    measure_spoken,
    weigh_evidence,
)
from workers.engines.local.voices.features import hear_features
from workers.engines.local.voices.sides import tell_sides_apart
from workers.engines.local.voices.stereo import find_sides
from workers.engines.local.voices.timbre import follow_voices
from workers.engines.local.voices.tracks import Chunk, choose_sure, hear_chunks
from workers.engines.local.voices.turns import Turn, add_asides, find_turns
from workers.engines.local.voices.windows import print_windows

CHANNELS, SPEECH, FEATURES = Part(0, 0.15), Part(0.15, 0.25), Part(0.25, 0.65)
CHUNKS, FOLLOWING = Part(0.65, 0.85), Part(0.85, 1)
"""The parts of telling voices apart, by the time that they take."""
SIDES = Part(0.15, 1)
"""The part of looking for several voices on each channel."""
_LEAST_S = 0.5
"""Less speech than this is none."""
_UNSURE = 0.3
"""Below this silhouette, voices are hard to tell apart."""
_CROWDED = 0.15
"""Above this share of speech with two voices at once, they are, too."""


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
        return cls([_turn(*turn) for turn in fields.pop("turns")], **fields)


def find_voices(sound: Sound, count: int | None, at: Callable[[float], None]) -> Voices:
    """Every turn in order of time, its voices numbered in order of first appearance.

    `count` is how many voices there are, if anyone told. Refuses a recording without speech.
    """
    asks = count is None or count <= sound.channels
    sides = find_sides(sound, CHANNELS.tell(at)) if asks else None
    if sides and count in {None, len(sides)}:
        tell = _told_on_a_side if count is None else None
        found = tell_sides_apart(sound, sides, tell, SIDES.tell(at))
        return Voices(_numbered(found), unsure=False, estimated=count is None)
    found, unsure = _mixed(sound, count, at)
    return Voices(_numbered(found), unsure, estimated=count is None)


def _told_on_a_side(side: Sound, at: Callable[[float], None]) -> tuple[list[Turn], bool]:
    return _mixed(side, None, lambda share: at((share - SIDES.start) / (1 - SIDES.start)))


def _mixed(sound: Sound, count: int | None, at: Callable[[float], None]) -> tuple[list[Turn], bool]:
    """The turns of voices that share a channel, and whether they are hard to tell apart."""
    likely = estimate_speech(sound, at=SPEECH.tell(at))
    clear = find_speech(likely)
    if _length_s(clear) < _LEAST_S:
        raise Refused(Why.NO_SPEECH)
    prints, found = _heard(sound, clear, at)
    guessed = guess_count(prints)
    vectors = choose_sure(found, otherwise=prints)
    centres = cluster_vectors(vectors, count or guessed).centres
    islands = find_speech(raise_chances(likely, measure_spoken(found, sound.steps)))
    crowd = find_crowded(found, sound.steps)
    is_crowded = len(crowd) * STEP_S > _CROWDED * _length_s(islands)
    unsure = len(centres) > guessed or is_crowded or _alike(vectors, centres)
    return (
        _told_apart(sound, found, centres, islands, crowd, at),
        len(centres) > 1 and unsure,
    )


def _told_apart(
    sound: Sound,
    found: Sequence[Chunk],
    centres: Vectors,
    islands: Sequence[Span],
    crowd: Steps,
    at: Callable[[float], None],
) -> list[Turn]:
    """Whose each stretch of speech is, and what is said over it."""
    steps = [sound.steps_of(island) for island in islands]
    claimed = measure_claims(found, centres, sound.steps)
    leaning = weigh_evidence(found, centres, claimed)
    labels = follow_voices(sound, steps, leaning, at=FOLLOWING.tell(at))
    return add_asides(
        find_turns(islands, labels, STEP_S), find_asides(crowd, claimed, steps, labels)
    )


def _heard(
    sound: Sound, clear: Sequence[Span], at: Callable[[float], None]
) -> tuple[Vectors, list[Chunk]]:
    """The voiceprints along the clear speech, and who speaks in every ten seconds."""
    with tempfile.TemporaryFile(prefix="undertone-features-") as spool:
        bands = find_carried_bands(sound, clear)
        features = hear_features(sound, bands, voiceprint.load_encoder(), spool, FEATURES.tell(at))
        prints = print_windows([sound.steps_of(span) for span in clear], features)
        found = hear_chunks(sound, segmentation.load_segmenter(), features, CHUNKS.tell(at))
    return prints, found


def _alike(vectors: Vectors, centres: Vectors) -> bool:
    """Whether the voices lie so close together that the turns are a guess."""
    labels = np.argmax(vectors @ centres.T, axis=1)
    return len(set(labels)) > 1 and measure_silhouette(vectors, labels) < _UNSURE


def _turn(*fields: Any) -> Turn:
    turn = Turn(*fields)
    return turn._replace(clear=Span(*turn.clear)) if turn.clear else turn


def _length_s(spans: Sequence[Span]) -> float:
    return sum(span.length_s for span in spans)


def _numbered(found: Sequence[Turn]) -> list[Turn]:
    order = {
        voice: number for number, voice in enumerate(dict.fromkeys(one.voice for one in found))
    }
    return [one._replace(voice=order[one.voice]) for one in found]
