"""Windows: voiceprints all along the speech, at a coarse and a fine grain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import RATE, Sound, Span
from workers.engines.local.voiceprint import (
    FRAME,
    Encoder,
    Vectors,
    mel_frames,
)


class Grain(NamedTuple):
    """How long a window is and how far the next one begins, in mel frames of 10 ms."""

    length: int
    hop: int


COARSE = Grain(160, 60)
"""Long enough to tell voices apart well,"""
FINE = Grain(80, 20)
"""and short enough to tell when the voice changes."""

_BATCH_FRAMES = 32 * 160
"""Work done between two reports: about a third of a second and 25 MB."""
_EDGE = 200
"""Half of the spectrum's width in samples: what the first and last mel frame need beside them."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Voiceprints in order of time: `vectors[i]` is the voice around `centres_s[i]`."""

    centres_s: NDArray[np.float64]
    islands: NDArray[np.intp]
    """Number of the stretch of speech that each window lies in."""
    vectors: Vectors

    def only(self, rows: NDArray[np.bool_]) -> Windows:
        return Windows(self.centres_s[rows], self.islands[rows], self.vectors[rows])


def windows(
    sound: Sound,
    islands: Mapping[int, Span],
    encoder: Encoder,
    grain: Grain,
    at: Callable[[float], None] = lambda _: None,
) -> Windows:
    """The voiceprints of numbered stretches of speech; `at` hears the share done."""
    batch = _BATCH_FRAMES // grain.length
    centres: list[float] = []
    homes: list[int] = []
    vectors: list[Vectors] = []
    pending: list[Vectors] = []
    for done, (home, island) in enumerate(islands.items()):
        for centre_s, mels in _cut(sound, island, grain):
            centres.append(centre_s)
            homes.append(home)
            pending.append(mels)
            if len(pending) == batch:
                vectors.append(encoder.voiceprints(np.stack(pending)))
                pending.clear()
                at(done / len(islands))
    if pending:
        vectors.append(encoder.voiceprints(np.stack(pending)))
    stacked = np.concatenate(vectors) if vectors else np.zeros((0, 256), np.float32)
    return Windows(np.array(centres), np.array(homes, np.intp), stacked)


def merged(first: Windows, second: Windows) -> Windows:
    """The windows of both, in order of time."""
    centres_s = np.concatenate([first.centres_s, second.centres_s])
    order = np.argsort(centres_s, kind="stable")
    return Windows(
        centres_s[order],
        np.concatenate([first.islands, second.islands])[order],
        np.concatenate([first.vectors, second.vectors])[order],
    )


def _cut(sound: Sound, island: Span, grain: Grain) -> Iterator[tuple[float, Vectors]]:
    """Windows over one stretch; a shorter stretch is repeated until it fills its window.

    Repeating beats padding with silence, and beats the sound around it, which may be another voice.
    """
    frames = max(1, int(island.length_s * RATE) // FRAME)
    first = int(island.start_s * RATE)
    mels = mel_frames(sound.read(first - _EDGE, first + frames * FRAME + _EDGE))[:frames]
    if frames < grain.length:
        yield (island.start_s + island.end_s) / 2, np.resize(mels, (grain.length, mels.shape[1]))
        return
    last = frames - grain.length
    starts = list(range(0, last + 1, grain.hop))
    if last - starts[-1] > grain.hop // 3:
        starts.append(last)
    for start in starts:
        centre_s = island.start_s + (start + grain.length / 2) * FRAME / RATE
        yield centre_s, mels[start : start + grain.length]
