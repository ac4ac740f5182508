"""Meetings mixed from the sample recordings, so that many can be had with a known truth.

Turns of the samples' voices are laid after one another at random, short answers and overlaps among
them, and the whole goes through what meetings go through: nothing, a telephone line, a room, noise,
a gate.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pyannote.core import Annotation, Segment

from tests.accuracy.truth import SAMPLES, Sample, turns
from workers.engines.local.sound import RATE, Samples
from workers.engines.local.sound.decode import decode_sound
from workers.media.formats import Format

VOICES = (2, 3, 4, 5)
MIXES = 2
"""Of each number of voices, in each condition."""
LONGEST_S = 240
_FRAME = RATE // 100
_QUIET_DB = -35
_ANSWERS, _ANSWER_S = 0.3, (0.4, 1.2)
"""How many turns are short answers, and how long these are."""
_OVERLAPS, _OVERLAP_S = 0.06, (0.1, 0.5)
_HELD = 21
"""Frames for which a gate stays open, half of them before the speech."""

Conditions = Mapping[str, Callable[[Samples, np.random.Generator], Samples]]


@dataclass(frozen=True)
class Mix:
    condition: str
    samples: Samples
    truth: Annotation

    @property
    def voices(self) -> int:
        return len(self.truth.labels())


def mixes() -> Iterator[Mix]:
    """The same ones every time."""
    rng = np.random.default_rng(3)
    voices = sorted(_speech())
    for condition, through in CONDITIONS.items():
        for count in VOICES:
            for _ in range(MIXES):
                chosen = [str(voice) for voice in rng.choice(voices, count, replace=False)]
                samples, truth = _meeting(chosen, rng)
                yield Mix(condition, through(samples, rng), truth)


def decoded(sample: Sample) -> Samples:
    with tempfile.TemporaryFile() as spool:
        sound = decode_sound(sample.path, Format.FLAC, spool.fileno(), 3600, lambda _: None).sound
        return sound.read(0, sound.length)


@cache
def _speech() -> Mapping[str, Samples]:
    """All that each voice says while nobody else does; the noisy archive is left out."""
    said: dict[str, list[Samples]] = {}
    for sample in SAMPLES:
        truth = turns(sample)
        if sample.alone and truth and sample.name.startswith("meeting"):
            samples = decoded(sample)
            for segment, _, voice in truth.itertracks(yield_label=True):
                part = samples[round(segment.start * RATE) : round(segment.end * RATE)]
                said.setdefault(str(voice), []).append(part)
        elif sample.name.startswith("reading"):
            said["reader"] = [decoded(sample)]
    return {voice: np.concatenate(parts) for voice, parts in said.items()}


def _meeting(voices: list[str], rng: np.random.Generator) -> tuple[Samples, Annotation]:
    """Nothing is said twice: it ends where a voice has nothing more to say."""
    speech = {voice: _speech()[voice] for voice in voices}
    gain = {voice: 10 ** (rng.uniform(-4, 4) / 20) for voice in voices}
    used = dict.fromkeys(voices, 0)
    mixed = np.zeros((LONGEST_S + 30) * RATE, np.float32)
    truth, at, voice = Annotation(), RATE // 2, ""
    while at < LONGEST_S * RATE:
        others = [other for other in voices if other != voice]
        share = np.array([len(speech[other]) ** 0.7 for other in others])
        voice = str(rng.choice(others, p=share / share.sum()))
        length = round(_turn_s(rng) * RATE)
        turn = speech[voice][used[voice] : used[voice] + length]
        if len(turn) < length:
            break
        used[voice] += length
        spoken = np.flatnonzero(_is_loud(turn))
        if len(spoken):
            turn = _faded(turn[spoken[0] * _FRAME : (spoken[-1] + 1) * _FRAME])
            mixed[at : at + len(turn)] += 0.06 * gain[voice] * turn / np.sqrt(np.mean(turn**2))
            _note(truth, voice, at / RATE, _is_loud(turn))
            at += len(turn) + round(_pause_s(rng) * RATE)
    return mixed[: at + RATE // 2], truth


def _turn_s(rng: np.random.Generator) -> float:
    if rng.random() < _ANSWERS:
        return float(rng.uniform(*_ANSWER_S))
    return float(np.clip(rng.lognormal(1.2, 0.7), 1, 15))


def _pause_s(rng: np.random.Generator) -> float:
    if rng.random() < _OVERLAPS:
        return -float(rng.uniform(*_OVERLAP_S))
    return float(rng.exponential(0.3))


def _is_loud(samples: Samples) -> NDArray[np.bool_]:
    """Whether there is speech in each 10 ms; gaps under 0.3 s are speech."""
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    level_db = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-10)
    loud = np.asarray(level_db > np.percentile(level_db, 95) + _QUIET_DB)
    rows = np.flatnonzero(loud)
    for before, after in pairwise(rows.tolist()):
        if after - before < 30:
            loud[before:after] = True
    return loud


def _faded(samples: Samples) -> Samples:
    """Without a click at its ends, which would tell where a turn begins."""
    ramp = np.minimum(1, np.arange(len(samples)) / min(80, len(samples) // 4)).astype(np.float32)
    return samples * ramp * ramp[::-1]


def _note(truth: Annotation, voice: str, start_s: float, loud: NDArray[np.bool_]) -> None:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(int), [0]]))) / 100
    for begin_s, end_s in zip(edges[::2], edges[1::2], strict=True):
        truth[Segment(start_s + begin_s, start_s + end_s), len(truth)] = voice


def _telephone(samples: Samples, rng: np.random.Generator) -> Samples:
    """A line, and noise where it ends: as from a loudspeaker."""
    return _with_noise(_line(samples), 25, rng)


def _landline(samples: Samples, rng: np.random.Generator) -> Samples:
    """A line, and noise where it begins: as exchanges record it."""
    return _line(_with_noise(samples, 25, rng))


def _line(samples: Samples) -> Samples:
    """300 to 3,400 Hz in eight bits, as on any line."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    spectrum[(hertz < 300) | (hertz > 3400)] = 0
    narrow = np.fft.irfft(spectrum, len(samples))
    narrow *= 0.7 / np.abs(narrow).max()
    pressed = np.round(np.sign(narrow) * np.log1p(255 * np.abs(narrow)) / np.log(256) * 127) / 127
    heard = np.sign(pressed) * np.expm1(np.abs(pressed) * np.log(256)) / 255
    return np.asarray(heard, np.float32)


def _gated(samples: Samples, rng: np.random.Generator) -> Samples:
    """A telephone line whose pauses are digitally silent, as noise suppression leaves them."""
    loud = np.convolve(_is_loud(samples), np.ones(_HELD), mode="same") > 0
    kept = np.repeat(loud, _FRAME)
    return _telephone(samples, rng) * np.pad(kept, (0, len(samples) - len(kept)))


def _room(samples: Samples, rng: np.random.Generator) -> Samples:
    """0.4 s of reverberation as strong as the voice itself."""
    length = int(0.4 * RATE)
    echo = rng.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length)
    echo *= 0.5 / np.sqrt(np.sum(echo**2))
    echo[0] += 0.5
    size = len(samples) + length
    heard = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(echo, size), size)
    return _with_noise(heard[: len(samples)] * (0.6 / np.abs(heard).max()), 20, rng)


def _with_noise(
    samples: NDArray[np.floating], ratio_db: float, rng: np.random.Generator
) -> Samples:
    """Pink noise, so many decibels below the speech."""
    spectrum = np.fft.rfft(rng.standard_normal(len(samples)))
    spectrum /= np.sqrt(np.maximum(np.fft.rfftfreq(len(samples)), 1e-4))
    noise = np.fft.irfft(spectrum, len(samples))
    noise *= np.sqrt(np.mean(samples**2) / np.mean(noise**2)) * 10 ** (-ratio_db / 20)
    return np.asarray(samples + noise, np.float32)


CONDITIONS: Conditions = {
    "near": lambda samples, _: samples,
    "telephone": _telephone,
    "room": _room,
    "noise": lambda samples, rng: _with_noise(samples, 12, rng),
    "gated": _gated,
    "landline": _landline,
}
