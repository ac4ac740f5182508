"""Bands: which pitches a recording carries at all; a telephone line has few.

Beyond its edges there is noise, or what its coding has made of the speech. The encoder, which knows
voices with all their pitches, takes both for the voice's own: unlike voices sound alike there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import RATE, Sound, Span
from workers.engines.local.sound.spectrum import (
    Spectra,
    compute_log_mels,
    compute_spectra,
    find_loud,
    level_bands,
)

_FAINT = 2 * np.log(10)
"""Bands so far below the loudest, 20 dB, may lie beyond an edge: measured against white noise, too,
since a loud one leaves the low bands far below the high ones."""
_LIVELY = 1.6
"""Bands that vary less than so many times as much as noise does carry no speech."""
_SHARP, _WITHIN = 0.55, 2
"""At an edge, how lively so many bands are falls to such a share in as many next ones. Speech that
drowns in noise fades little by little, and what is left of it still tells voices apart."""
_CUTS, _FRAMES = 20, 300
"""Stretches that are looked at, three seconds each."""
_NOISE_S = 30

Bands = NDArray[np.bool_]


def find_carried_bands(sound: Sound, speech: Sequence[Span]) -> Bands:
    """Whether the recording carries each band of its spectra, shape (80,); all from the lowest to
    the highest that it does. `speech` is where somebody speaks."""
    cuts = list(_loud(sound, speech))
    levels = np.mean([cut.mean(axis=0) for cut in cuts], axis=0)
    found = _filled(_strong(levels) | _strong(levels - _noise().mean(axis=0)))
    lively = np.concatenate([level_bands(cut) for cut in cuts]).std(axis=0) / _noise().std(axis=0)
    return found & _filled(lively >= _LIVELY) if _ends_sharply(lively) else found


def _loud(sound: Sound, speech: Sequence[Span]) -> Iterator[Spectra]:
    """What is loud after some beginnings of speech."""
    for span in speech[:: -(-len(speech) // _CUTS)]:
        cut = compute_spectra(sound, 2 * int(sound.steps_of(span)[0]), _FRAMES)
        yield cut[find_loud(cut)]


def _strong(levels: NDArray[np.floating]) -> Bands:
    return np.asarray(levels > levels.max() - _FAINT)


def _filled(bands: Bands) -> Bands:
    """All bands from the first of these to the last."""
    return np.asarray(np.logical_or.accumulate(bands) & np.logical_or.accumulate(bands[::-1])[::-1])


def _ends_sharply(lively: NDArray[np.floating]) -> bool:
    """Whether speech ends below the highest band, and within a few."""
    beyond = int(np.argmax(lively[::-1] >= _LIVELY))
    below, above = np.split(lively, [len(lively) - beyond])
    return beyond > 0 and bool(above[:_WITHIN].min() < _SHARP * below[-_WITHIN:].max())


@cache
def _noise() -> Spectra:
    """White noise: the higher a band, the louder, and the less it varies, as it is wider."""
    noise = np.random.default_rng(0).standard_normal(_NOISE_S * RATE)
    return compute_log_mels(noise.astype(np.float32))
