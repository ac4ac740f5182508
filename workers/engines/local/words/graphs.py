"""Moonshine's networks as two graphs: one that listens, and one that says the next token.

As published, the decoder asks in each step whether it is the first. Here what it looks up of the
sound is made once, right behind the encoder; then all its steps are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
import onnx
from onnx import helper, numpy_helper

_HEARD, _LOOKED_AT = "last_hidden_state", "encoder_hidden_states"
"""What the encoder calls its output, and the decoder its input."""
_OPSETS = [helper.make_opsetid("", 14), helper.make_opsetid("com.microsoft", 1)]
_IR = 8
_DECODERS = "decoder "
"""Before the names of what comes from there: encoder and decoder share some."""
_HEADS, _WIDTH = 8, 52
_SHAPE = numpy_helper.from_array(np.array([0, -1, _HEADS, _WIDTH]), "in heads")


def make_listening(encoder: onnx.ModelProto, decoder: onnx.ModelProto) -> onnx.ModelProto:
    """From `input_values` (batch, samples) to what the decoder looks up in every step:
    `past_key_values.N.encoder.key` and `.value`, each (batch, heads, frames, width)."""
    nodes = _branch(decoder, "else_branch")
    made_by = {node.output[0]: node for node in nodes}
    lookups = [one for one in decoder.graph.input if ".encoder." in one.name]
    products, heads = [], []
    for one in lookups:
        turned = made_by[one.name.replace("past_key_values.", "present.")]
        products.append(made_by[turned.input[0]].input[0])
        heads += _in_heads(_DECODERS + products[-1], one)
    behind = _needed(nodes, products)
    for node in behind:
        node.input[:] = [_HEARD if name == _LOOKED_AT else _DECODERS + name for name in node.input]
        node.output[:] = [_DECODERS + name for name in node.output]
    owned = map(_owned, decoder.graph.initializer)
    weights = chain(encoder.graph.initializer, owned, [_SHAPE])
    return _assembled(
        [*encoder.graph.node, *behind, *heads], weights, list(encoder.graph.input), lookups
    )


def make_saying(decoder: onnx.ModelProto) -> onnx.ModelProto:
    """One step: from `input_ids` (batch, 1), the lookups of `make_listening` and the decoder's past
    to `logits` (batch, 1, tokens) and `present.N.decoder.key` and `.value`, the next step's past.
    """
    outputs = [one for one in decoder.graph.output if ".encoder." not in one.name]
    nodes = _needed(_branch(decoder, "then_branch"), [one.name for one in outputs])
    taken = {name for node in nodes for name in node.input}
    inputs = [one for one in decoder.graph.input if one.name in taken]
    return _assembled(nodes, decoder.graph.initializer, inputs, outputs)


def _branch(decoder: onnx.ModelProto, name: str) -> list[onnx.NodeProto]:
    """Copies of the nodes outside the decoder's choice, and of those in one branch of it."""
    (choice,) = (node for node in decoder.graph.node if node.op_type == "If")
    inner = next(setting.g for setting in choice.attribute if setting.name == name)
    outside = [node for node in decoder.graph.node if node.op_type != "If"]
    return [_copied(node) for node in (*outside, *inner.node)]


def _in_heads(product: str, lookup: onnx.ValueInfoProto) -> list[onnx.NodeProto]:
    """From (batch, frames, heads x width) to (batch, heads, frames, width)."""
    split = f"{lookup.name} split"
    return [
        helper.make_node("Reshape", [product, _SHAPE.name], [split]),
        helper.make_node("Transpose", [split], [lookup.name], perm=[0, 2, 1, 3]),
    ]


def _needed(nodes: Sequence[onnx.NodeProto], outputs: Iterable[str]) -> list[onnx.NodeProto]:
    """Those of the nodes, in their order, without which the outputs cannot be made."""
    wanted, kept = set(outputs), []
    for node in reversed(nodes):
        if wanted & set(node.output):
            wanted |= set(node.input)
            kept.append(node)
    return kept[::-1]


def _assembled(
    nodes: Sequence[onnx.NodeProto],
    weights: Iterable[onnx.TensorProto],
    inputs: Sequence[onnx.ValueInfoProto],
    outputs: Sequence[onnx.ValueInfoProto],
) -> onnx.ModelProto:
    taken = {name for node in nodes for name in node.input}
    kept = [weight for weight in weights if weight.name in taken]
    graph = helper.make_graph(nodes, "moonshine", inputs, outputs, kept)
    return helper.make_model(graph, opset_imports=_OPSETS, ir_version=_IR)


def _copied(node: onnx.NodeProto) -> onnx.NodeProto:
    copy = onnx.NodeProto()
    copy.CopyFrom(node)
    return copy


def _owned(weight: onnx.TensorProto) -> onnx.TensorProto:
    copy = onnx.TensorProto()
    copy.CopyFrom(weight)
    copy.name = _DECODERS + weight.name
    return copy
