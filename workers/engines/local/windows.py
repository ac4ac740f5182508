"""Windows: a voiceprint every 0.4 s of speech."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import RATE, Sound, Span
from workers.engines.local.voiceprint import (
    FRAME,
    WINDOW_FRAMES,
    Encoder,
    Vectors,
    mel_frames,
)

_HOP_FRAMES = 40
_BATCH = 64
_EDGE = 200
"""Half of the spectrum's width in samples: what the first and last mel frame need beside them."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Voiceprints in order of time: `vectors[i]` is the voice around `centres_s[i]`."""

    centres_s: NDArray[np.float64]
    islands: NDArray[np.intp]
    """Index of the stretch of speech that each window lies in."""
    vectors: Vectors


def windows(
    sound: Sound,
    islands: Sequence[Span],
    encoder: Encoder,
    channel: int | None = None,
    at: Callable[[float], None] = lambda _: None,
) -> Windows:
    """The voiceprints of all stretches of speech; `at` hears the share done."""
    centres: list[float] = []
    homes: list[int] = []
    vectors: list[Vectors] = []
    pending: list[Vectors] = []
    for home, island in enumerate(islands):
        for centre_s, mels in _cut(sound, island, channel):
            centres.append(centre_s)
            homes.append(home)
            pending.append(mels)
            if len(pending) == _BATCH:
                vectors.append(encoder.voiceprints(np.stack(pending)))
                pending.clear()
                at(home / len(islands))
    if pending:
        vectors.append(encoder.voiceprints(np.stack(pending)))
    stacked = np.concatenate(vectors) if vectors else np.zeros((0, 256), np.float32)
    return Windows(np.array(centres), np.array(homes, np.intp), stacked)


def _cut(sound: Sound, island: Span, channel: int | None) -> Iterator[tuple[float, Vectors]]:
    """Windows of 1.6 s over one stretch; a shorter one is repeated until it fills its window.

    Repeating beats padding with silence, and beats the sound around it, which may be another voice.
    """
    frames = max(1, int(island.length_s * RATE) // FRAME)
    first = int(island.start_s * RATE)
    mels = mel_frames(sound.read(first - _EDGE, first + frames * FRAME + _EDGE, channel))[:frames]
    if frames < WINDOW_FRAMES:
        yield (island.start_s + island.end_s) / 2, np.resize(mels, (WINDOW_FRAMES, mels.shape[1]))
        return
    last = frames - WINDOW_FRAMES
    starts = list(range(0, last + 1, _HOP_FRAMES))
    if last - starts[-1] > _HOP_FRAMES // 3:
        starts.append(last)
    for start in starts:
        centre_s = island.start_s + (start + WINDOW_FRAMES / 2) * FRAME / RATE
        yield centre_s, mels[start : start + WINDOW_FRAMES]
