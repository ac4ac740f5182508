"""Sixty sounds in which nobody says a word: each of ten kinds six times, made from numbers.

What a recogniser makes of them is invented. A kind is as rough as its few lines, but has what
misleads: the rhythm of syllables, the pitch of voices, the hiss of breath.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import RATE, Samples

LENGTH_S = 12
_EACH = 6
Maker = Callable[[np.random.Generator], NDArray[np.floating]]


def make_sounds() -> Iterator[tuple[str, Samples]]:
    """The same ones every time, with their names."""
    for kind, make in KINDS.items():
        for number in range(_EACH):
            rng = np.random.default_rng([number, *kind.encode()])
            sound = make(rng)
            loudest = np.abs(sound).max() or 1.0
            level = float(rng.uniform(0.1, 0.8))
            yield f"{kind} {number + 1}", (level * sound / loudest).astype(np.float32)


def _times() -> NDArray[np.float64]:
    return np.arange(LENGTH_S * RATE) / RATE


def _noise(rng: np.random.Generator, low: float, high: float) -> NDArray[np.float64]:
    """Noise between two pitches in hertz, softer towards the higher ones."""
    spectrum = np.fft.rfft(rng.standard_normal(LENGTH_S * RATE))
    hertz = np.fft.rfftfreq(LENGTH_S * RATE, 1 / RATE)
    spectrum *= ((hertz > low) & (hertz < high)) / np.sqrt(np.maximum(hertz, 20))
    return np.fft.irfft(spectrum, LENGTH_S * RATE)


def _bursts(
    rng: np.random.Generator, gap_s: tuple[float, float], length_s: tuple[float, float]
) -> NDArray[np.float64]:
    """How loud: swells that come after gaps of such lengths and last so long, 0 to 1."""
    loud = np.zeros(LENGTH_S * RATE)
    at_s = float(rng.uniform(0, 1))
    while at_s < LENGTH_S - 1.5:
        length = round(float(rng.uniform(*length_s)) * RATE)
        first = round(at_s * RATE)
        loud[first : first + length] = np.hanning(length)[: len(loud) - first]
        at_s += length / RATE + float(rng.uniform(*gap_s))
    return loud


def _tone(hertz: NDArray[np.floating] | float, overtones: int) -> NDArray[np.float64]:
    """A sound of this pitch, one number or one at every sample, with overtones."""
    phase = 2 * np.pi * np.cumsum(np.broadcast_to(hertz, LENGTH_S * RATE)) / RATE
    tones = [np.sin(order * phase) / order for order in range(1, overtones + 1)]
    return np.asarray(np.sum(tones, axis=0))


def _silence(rng: np.random.Generator) -> NDArray[np.floating]:
    return 1e-3 * _noise(rng, 20, 8000) + 1e-4 * _tone(50.0, 6)


def _room(rng: np.random.Generator) -> NDArray[np.floating]:
    """A fan or traffic: noise that swells slowly."""
    swell = 1 + 0.5 * np.sin(2 * np.pi * rng.uniform(0.05, 0.4) * _times())
    return _noise(rng, 30, float(rng.uniform(500, 7000))) * swell


def _music(rng: np.random.Generator) -> NDArray[np.floating]:
    """Chords that change twice a second."""
    steps = rng.choice([0, 2, 4, 5, 7, 9, 11], size=(LENGTH_S * 2, 3))
    notes = [np.repeat(220 * 2 ** (column / 12), RATE // 2) for column in steps.T]
    fade = np.tile(np.exp(-np.arange(RATE // 2) / RATE * 3), LENGTH_S * 2)
    return np.asarray(np.sum([_tone(one, 5) for one in notes], axis=0) * fade)


def _hold_music(rng: np.random.Generator) -> NDArray[np.floating]:
    """A melody over a beat, as a telephone line lets it through."""
    steps = rng.choice([0, 3, 5, 7, 10, 12], size=LENGTH_S * 4)
    melody = _tone(np.repeat(330 * 2 ** (steps / 12), RATE // 4), 3)
    beat = np.tile(np.exp(-np.arange(RATE // 2) / RATE * 30), LENGTH_S * 2)
    return np.asarray(0.6 * melody + 8 * beat * _noise(rng, 300, 3400))


def _laughter(rng: np.random.Generator) -> NDArray[np.floating]:
    """Puffs of voice, five a second, in fits."""
    pitch = rng.uniform(160, 350) * (1 + 0.1 * np.sin(2 * np.pi * 0.7 * _times()))
    puffs = np.maximum(np.sin(2 * np.pi * rng.uniform(4, 6) * _times()), 0) ** 2
    fits = _bursts(rng, (0.8, 2.0), (1.0, 2.5))
    return np.asarray((_tone(pitch, 12) + 20 * _noise(rng, 500, 3000)) * puffs * fits)


def _keyboard(rng: np.random.Generator) -> NDArray[np.floating]:
    clicks = np.zeros(LENGTH_S * RATE)
    for at in rng.integers(0, len(clicks) - 800, size=LENGTH_S * 6):
        clicks[at : at + 800] += rng.standard_normal(800) * np.exp(-np.arange(800) / 90)
    return clicks


def _ringing(rng: np.random.Generator) -> NDArray[np.floating]:
    """Two tones at once, a second on and two off, or a trill."""
    low, high = rng.choice([(440, 480), (400, 450), (620, 740)])
    on = (_times() % rng.choice([1.5, 3.0])) < 1.0
    return np.asarray((_tone(float(low), 1) + _tone(float(high), 1)) * on)


def _breaths(rng: np.random.Generator) -> NDArray[np.floating]:
    return _noise(rng, 300, 5000) * _bursts(rng, (0.5, 2.5), (0.4, 1.4))


def _coughs(rng: np.random.Generator) -> NDArray[np.floating]:
    hoarse = _tone(float(rng.uniform(90, 200)), 15) * 0.3 + 25 * _noise(rng, 200, 4000)
    return np.asarray(hoarse * _bursts(rng, (0.3, 3.0), (0.15, 0.35)))


def _humming(rng: np.random.Generator) -> NDArray[np.floating]:
    """A voice without words: one vowel that glides."""
    glide = 1 + 0.25 * np.sin(2 * np.pi * rng.uniform(0.2, 0.6) * _times())
    return _tone(rng.uniform(110, 240) * glide, 6) * _bursts(rng, (0.4, 1.5), (0.8, 2.5))


KINDS: Mapping[str, Maker] = {
    "silence": _silence,
    "room": _room,
    "music": _music,
    "hold music": _hold_music,
    "laughter": _laughter,
    "keyboard": _keyboard,
    "ringing": _ringing,
    "breaths": _breaths,
    "coughs": _coughs,
    "humming": _humming,
}
