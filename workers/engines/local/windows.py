"""Windows: voiceprints all along the speech."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import Sound, Span
from workers.engines.local.voiceprint import FRAME_S, Encoder, Vectors, mels_of

LENGTH, HOP = 160, 60
"""How long a window is and how far the next one begins, in mel frames of 10 ms: long enough to tell
voices apart well. Where exactly the voice changes is for `timbre` to find."""

_BATCH = 32
"""Windows at once: about a third of a second and 25 MB."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Voiceprints in order of time: `vectors[i]` is the voice around `centres_s[i]`."""

    centres_s: NDArray[np.float64]
    islands: NDArray[np.intp]
    """Number of the stretch of speech that each window lies in."""
    vectors: Vectors


def windows(
    sound: Sound,
    islands: Sequence[Span],
    encoder: Encoder,
    at: Callable[[float], None] = lambda _: None,
) -> Windows:
    """The voiceprints of stretches of speech; `at` hears the share done."""
    centres: list[float] = []
    homes: list[int] = []
    vectors: list[Vectors] = []
    pending: list[Vectors] = []
    for home, island in enumerate(islands):
        for centre_s, mels in _cut(sound, island):
            centres.append(centre_s)
            homes.append(home)
            pending.append(mels)
            if len(pending) == _BATCH:
                vectors.append(encoder.voiceprints(np.stack(pending)))
                pending.clear()
                at(home / len(islands))
    if pending:
        vectors.append(encoder.voiceprints(np.stack(pending)))
    return Windows(np.array(centres), np.array(homes, np.intp), np.concatenate(vectors))


def _cut(sound: Sound, island: Span) -> Iterator[tuple[float, Vectors]]:
    """Windows over one stretch; a shorter stretch is repeated until it fills its window.

    Repeating beats padding with silence, and beats the sound around it, which may be another voice.
    """
    mels = mels_of(sound, island)
    if len(mels) < LENGTH:
        yield (island.start_s + island.end_s) / 2, np.resize(mels, (LENGTH, mels.shape[1]))
        return
    last = len(mels) - LENGTH
    starts = list(range(0, last + 1, HOP))
    if last - starts[-1] > HOP // 3:
        starts.append(last)
    for start in starts:
        yield island.start_s + (start + LENGTH / 2) * FRAME_S, mels[start : start + LENGTH]
