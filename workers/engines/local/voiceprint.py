"""Voiceprints: 256 numbers that are alike for one voice and unlike for two (GE2E, in plain numpy).

The network is a three-layer LSTM over mel spectra, trained on windows of 1.6 s. Its weights come
from the Resemblyzer distribution's checkpoint, which is a pickle: it is read with an unpickler that
knows nothing but the handful of names such a file needs, and without torch.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import RATE, Samples, Sound, Span
from workers.engines.local.weights import weights_of
from workers.errors import Fault

FRAME = 160
"""Samples between two mel frames: 10 ms."""
FRAME_S = FRAME / RATE
_FFT = 400
_MELS = 40
_LAYERS = 3
_HIDDEN = 256
_LOUDNESS = 10 ** (-30 / 20)

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The network's weights, laid out for row vectors times matrix."""

    layers: tuple[tuple[Vectors, Vectors, Vectors], ...]
    """For each LSTM layer: input weights, recurrent weights, bias; gates in order i, f, g, o."""
    projection: Vectors
    bias: Vectors

    def voiceprints(self, mels: Vectors) -> Vectors:
        """Unit vectors of shape (windows, 256) from mel windows of shape (windows, frames, 40)."""
        flow = np.ascontiguousarray(mels.transpose(1, 0, 2))
        for inputs, recurrent, bias in self.layers:
            flow = _lstm(flow, inputs, recurrent, bias)
        raw = np.maximum(flow[-1] @ self.projection + self.bias, 0)
        return np.asarray(raw / np.maximum(np.linalg.norm(raw, axis=1, keepdims=True), 1e-9))


def load() -> Encoder:
    """The encoder with the weights of the installed Resemblyzer distribution.

    Raises `Refused(WEIGHTS_MISSING)` without it, `Fault` where the file is not what it should be.
    """
    path = weights_of("Resemblyzer", "resemblyzer/pretrained.pt")
    try:
        state = _checkpoint(path)["model_state"]
        layers = tuple(
            (
                np.ascontiguousarray(state[f"lstm.weight_ih_l{layer}"].T),
                np.ascontiguousarray(state[f"lstm.weight_hh_l{layer}"].T),
                state[f"lstm.bias_ih_l{layer}"] + state[f"lstm.bias_hh_l{layer}"],
            )
            for layer in range(_LAYERS)
        )
        projection = np.ascontiguousarray(state["linear.weight"].T)
        return Encoder(layers, projection, state["linear.bias"])
    except (KeyError, ValueError, EOFError, pickle.UnpicklingError) as cause:
        raise Fault(f"the voice weights in {path.name} cannot be read") from cause


def mels_of(sound: Sound, span: Span) -> Vectors:
    """The mel frames of a stretch of a recording, one at least."""
    frames = max(1, int(span.length_s * RATE) // FRAME)
    first, edge = int(span.start_s * RATE), _FFT // 2
    return mel_frames(sound.read(first - edge, first + frames * FRAME + edge))[:frames]


def mel_frames(samples: Samples) -> Vectors:
    """Mel power spectra of shape (frames, 40), one every 10 ms, as loud as in training.

    The samples must hold `_FFT / 2` of context on both sides of the first and the last frame.
    """
    level = float(np.sqrt(np.mean(np.square(samples)))) if len(samples) else 0.0
    gain = max(1.0, _LOUDNESS / max(level, 1e-5))
    frames = np.lib.stride_tricks.sliding_window_view(samples * np.float32(gain), _FFT)[::FRAME]
    spectra = np.abs(np.fft.rfft(frames * _HANN, axis=1)) ** 2
    return (spectra @ _FILTERS).astype(np.float32)


def _lstm(flow: Vectors, inputs: Vectors, recurrent: Vectors, bias: Vectors) -> Vectors:
    """One LSTM layer over `flow` of shape (frames, windows, features)."""
    frames, windows, _ = flow.shape
    driven = (flow.reshape(frames * windows, -1) @ inputs + bias).reshape(frames, windows, -1)
    hidden = np.zeros((windows, _HIDDEN), np.float32)
    cell = np.zeros((windows, _HIDDEN), np.float32)
    out = np.empty((frames, windows, _HIDDEN), np.float32)
    for frame in range(frames):
        gates = driven[frame]
        gates += hidden @ recurrent
        _squash(gates[:, : 2 * _HIDDEN])
        np.tanh(gates[:, 2 * _HIDDEN : 3 * _HIDDEN], out=gates[:, 2 * _HIDDEN : 3 * _HIDDEN])
        _squash(gates[:, 3 * _HIDDEN :])
        enter, keep, fresh, leave = np.split(gates, 4, axis=1)
        cell *= keep
        cell += enter * fresh
        hidden = np.multiply(leave, np.tanh(cell), out=out[frame])
    return out


def _squash(gates: Vectors) -> None:
    """The logistic function, in place; by tanh, which numpy does in vector instructions."""
    gates *= 0.5
    np.tanh(gates, out=gates)
    gates += 1
    gates *= 0.5


def _mel_filters() -> Vectors:
    """Slaney's triangles of equal area, shape (_FFT / 2 + 1, _MELS)."""
    frequencies = np.linspace(0, RATE / 2, _FFT // 2 + 1)
    corners = _hertz(np.linspace(0, _mel(RATE / 2), _MELS + 2))
    rising = (frequencies[:, None] - corners[None, :-2]) / np.diff(corners)[:-1]
    falling = (corners[None, 2:] - frequencies[:, None]) / np.diff(corners)[1:]
    triangles = np.maximum(0, np.minimum(rising, falling))
    return (triangles * (2 / (corners[2:] - corners[:-2]))).astype(np.float32)


_LINEAR_HZ = 200 / 3
"""Slaney's mel scale is linear up to 1 kHz (15 mel) and grows by 6.4 in 27 mel above."""


def _mel(hertz: float) -> float:
    if hertz < 1000:
        return hertz / _LINEAR_HZ
    return 15 + 27 * float(np.log(hertz / 1000) / np.log(6.4))


def _hertz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(mels < 15, mels * _LINEAR_HZ, 1000 * 6.4 ** ((mels - 15) / 27))


_HANN = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_FFT) / _FFT)).astype(np.float32)
_FILTERS = _mel_filters()


class _Named:
    """Stands for a class that the checkpoint names but nobody needs."""

    def __init__(self, *_: object) -> None: ...


def _checkpoint(path: Path) -> dict[str, Any]:
    """A checkpoint in the format of torch before 1.6: pickles, then the raw numbers.

    The pickle refers to its storages by key; their bytes follow in the order of a list of keys,
    each led by its count as a 64-bit number.
    """
    with path.open("rb") as file:
        for _ in ("magic number", "protocol", "byte order"):
            _Unpickler(file).load()
        reader = _Unpickler(file)
        content = reader.load()
        for key in _Unpickler(file).load():
            count = int.from_bytes(file.read(8), "little")
            storage = reader.storages[key]
            storage[:] = np.frombuffer(file.read(count * storage.itemsize), storage.dtype)
    if not isinstance(content, dict):
        raise pickle.UnpicklingError("not a checkpoint")
    return content


class _Unpickler(pickle.Unpickler):
    """Builds numpy views instead of tensors, and nothing that the list below does not name."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self.storages: dict[str, NDArray[Any]] = {}

    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        known: dict[tuple[str, str], Callable[..., Any]] = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _tensor,
            ("torch._utils", "_rebuild_parameter"): lambda data, *_: data,
            ("torch", "FloatStorage"): lambda: np.dtype("<f4"),
            ("torch", "LongStorage"): lambda: np.dtype("<i8"),
        }
        try:
            return known[module, name]
        except KeyError as cause:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in weights") from cause

    def persistent_load(self, pid: Any) -> NDArray[Any]:
        _, dtype, key, _, count, _ = pid
        return self.storages.setdefault(key, np.empty(count, dtype()))


def _tensor(
    storage: NDArray[Any], offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: object
) -> NDArray[Any]:
    return np.lib.stride_tricks.as_strided(
        storage[offset:], size, tuple(step * storage.itemsize for step in stride)
    )
