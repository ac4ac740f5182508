"""Which pitches a recording carries."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.workers.engines.local.recordings import demo, sound_of
from workers.engines.local.sound import RATE, Samples, Span
from workers.engines.local.sound.bands import find_carried_bands
from workers.engines.local.sound.spectrum import BANDS

_LENGTH_S = 60
_LINE_HZ = (300, 3400)
_FIRST, _LAST = 9, 56
"""The bands of such a line: from 290 to 3,430 Hz, half of each edge included."""


def voices() -> Samples:
    return demo()[: _LENGTH_S * RATE]


def line(samples: Samples) -> Samples:
    spectrum, hertz = np.fft.rfft(samples), np.fft.rfftfreq(len(samples), 1 / RATE)
    spectrum[(hertz < _LINE_HZ[0]) | (hertz > _LINE_HZ[1])] = 0
    return np.asarray(np.fft.irfft(spectrum, len(samples)), np.float32)


def noise(below_db: float) -> Samples:
    """White noise, so far below the voices."""
    level = np.sqrt(np.mean(voices() ** 2)) * 10 ** (-below_db / 20)
    white = np.random.default_rng(0).standard_normal(len(voices()))
    return np.asarray(level * white, np.float32)


def edges(samples: Samples, speech: list[Span] | None = None) -> tuple[int, int]:
    spans = speech or [Span(at_s, at_s + 2) for at_s in range(0, _LENGTH_S - 2, 4)]
    bands: NDArray[np.intp] = np.flatnonzero(find_carried_bands(sound_of(samples), spans))
    assert len(bands) == bands[-1] + 1 - bands[0]
    return int(bands[0]), int(bands[-1])


def test_a_microphone_carries_all_bands_but_what_its_codec_left_out() -> None:
    first, last = edges(voices())
    assert first == 0
    assert last >= BANDS - 3


@pytest.mark.parametrize("below_db", [25, 40, 60])
def test_a_line_carries_few_however_loud_the_noise_beyond_its_edges(below_db: float) -> None:
    first, last = edges(line(voices()) + noise(below_db))
    assert abs(first - _FIRST) <= 1
    assert abs(last - _LAST) <= 1


@pytest.mark.parametrize("below_db", [0, 6, 12])
def test_speech_that_drowns_in_noise_has_no_edge(below_db: float) -> None:
    assert edges(voices() + noise(below_db)) == (0, BANDS - 1)


def test_silence_after_the_speech_changes_nothing() -> None:
    few = [Span(0.5, 2.5), Span(4.0, 6.0)]
    said = (line(voices()) + noise(25))[: 6 * RATE]
    before = edges(said, few)
    assert edges(np.concatenate([said, np.zeros(60 * RATE, np.float32)]), few) == before


def test_a_moment_at_the_end_is_enough() -> None:
    assert edges(voices()[: 2 * RATE], [Span(1.9, 2.0)])[0] < edges(voices())[1]
