"""Export: the checkpoint as an ONNX graph of 32-bit numbers, the temperature folded in.

    python -m tools.polarity.export

The graph takes the pieces of one text (1 x length) and gives p(negative, neutral, positive). It is
built by hand: a text alone needs no mask, and the graph stays one that a person can read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from tools.polarity.folders import find_work
from tools.polarity.network import HEADS, LAYERS, WIDTH

OPSET = 17
HEAD = "head.multiplied"
"""The node that stays 32-bit when the rest is made 8-bit: it is small, and says the score."""

Numbers = NDArray[np.float32] | NDArray[np.int64]


class Graph:
    """Nodes and constants as they are added; every method gives the name of what it adds."""

    def __init__(self, state: Mapping[str, NDArray[np.float32]]) -> None:
        self._state = state
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def keep(self, name: str, value: Numbers) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: list[str], name: str, **settings: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **settings))
        return name

    def normalise(self, x: str, part: str) -> str:
        scale = self.keep(f"{part}.scale", self._state[f"{part}.weight"])
        shift = self.keep(f"{part}.shift", self._state[f"{part}.bias"])
        return self.add("LayerNormalization", [x, scale, shift], part, axis=-1, epsilon=1e-12)

    def map(self, x: str, weight: Numbers, bias: Numbers, name: str) -> str:
        turned = self.keep(f"{name}.weight", weight.T)
        product = self.add("MatMul", [x, turned], f"{name}.multiplied")
        return self.add("Add", [product, self.keep(f"{name}.bias", bias)], name)

    def map_part(self, x: str, part: str) -> str:
        return self.map(x, self._state[f"{part}.weight"], self._state[f"{part}.bias"], part)

    def attend(self, x: str, part: str) -> str:
        """What every place sees of all others (1 x length x WIDTH)."""
        weights = np.split(self._state[f"{part}.query_key_value.weight"], 3)
        biases = np.split(self._state[f"{part}.query_key_value.bias"], 3)
        parted = []
        for name, weight, bias in zip(("query", "key", "value"), weights, biases, strict=True):
            mapped = self.map(x, weight, bias, f"{part}.{name}")
            heads = self.add("Reshape", [mapped, "heads"], f"{mapped}.heads")
            order = [0, 2, 3, 1] if name == "key" else [0, 2, 1, 3]
            parted.append(self.add("Transpose", [heads], f"{mapped}.turned", perm=order))
        query, key, value = parted
        likeness = self.add("MatMul", [query, key], f"{part}.likeness")
        scaled = self.add("Mul", [likeness, "scale"], f"{part}.scaled")
        seen = self.add("Softmax", [scaled], f"{part}.seen", axis=-1)
        mixed = self.add("MatMul", [seen, value], f"{part}.mixed")
        back = self.add("Transpose", [mixed], f"{part}.back", perm=[0, 2, 1, 3])
        return self.add("Reshape", [back, "joined"], f"{part}.joined")

    def bend(self, x: str) -> str:
        """GELU of x, as it is defined by the error function."""
        ratio = self.add("Div", [x, "root"], f"{x}.ratio")
        error = self.add("Erf", [ratio], f"{x}.error")
        more = self.add("Add", [error, "one"], f"{x}.more")
        whole = self.add("Mul", [x, more], f"{x}.whole")
        return self.add("Mul", [whole, "half"], f"{x}.bent")


def export() -> None:
    work = find_work()
    saved = torch.load(work / "evened.pt", weights_only=True)
    state = {name: value.float().numpy() for name, value in saved.items()}
    temperature = json.loads((work / "temperature.json").read_text(encoding="utf-8"))
    model = build_graph(state, temperature)
    onnx.checker.check_model(model)
    onnx.save(model, work / "polarity.fp32.onnx")
    print(f"polarity.fp32.onnx: {(work / 'polarity.fp32.onnx').stat().st_size / 1e6:.1f} MB")


def build_graph(state: Mapping[str, NDArray[np.float32]], temperature: float) -> onnx.ModelProto:
    """The whole graph: pieces (1 x length, int64) to p (1 x 3)."""
    graph = Graph(state)
    _keep_constants(graph)
    graph.keep("words", state["pieces.weight"])
    graph.keep("places", state["places"])
    graph.add("Gather", ["words", "pieces"], "worded")
    graph.add("Shape", ["pieces"], "shape")
    graph.add("Slice", ["shape", "first", "second"], "length")
    graph.add("Slice", ["places", "zero", "length"], "placed")
    graph.add("Add", ["worded", "placed"], "summed")
    x = graph.normalise("summed", "norm")
    for number in range(LAYERS):
        part = f"layers.{number}"
        attended = graph.map_part(graph.attend(x, part), f"{part}.attended")
        added = graph.add("Add", [x, attended], f"{part}.first_sum")
        x = graph.normalise(added, f"{part}.first_norm")
        inner = graph.bend(graph.map_part(x, f"{part}.widened"))
        narrowed = graph.map_part(inner, f"{part}.narrowed")
        added = graph.add("Add", [x, narrowed], f"{part}.second_sum")
        x = graph.normalise(added, f"{part}.second_norm")
    pooled = graph.add("ReduceMean", [x], "pooled", axes=[1], keepdims=0)
    head, bias = state["head.weight"] / temperature, state["head.bias"] / temperature
    logits = graph.map(pooled, head, bias, "head")
    graph.add("Softmax", [logits], "p", axis=-1)
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "polarity",
            [helper.make_tensor_value_info("pieces", TensorProto.INT64, [1, "length"])],
            [helper.make_tensor_value_info("p", TensorProto.FLOAT, [1, 3])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=8,
    )


def _keep_constants(graph: Graph) -> None:
    size = WIDTH // HEADS
    for name, whole in (
        ("zero", [0]),
        ("first", [1]),
        ("second", [2]),
        ("heads", [0, 0, HEADS, size]),
        ("joined", [0, 0, WIDTH]),
    ):
        graph.keep(name, np.array(whole, dtype=np.int64))
    for name, number in (("scale", size**-0.5), ("root", 2**0.5), ("one", 1.0), ("half", 0.5)):
        graph.keep(name, np.array(number, dtype=np.float32))


if __name__ == "__main__":
    export()
