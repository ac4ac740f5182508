"""Packed weights: products with weights of eight bits, taken as bytes.

The published graphs write every weight as a byte, times a scale, plus an offset. Read like that,
products would be of floats: four times the memory, half as fast. The weights stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

_EXTRA = "com.microsoft"
"""Operators that onnxruntime has beyond the standard's."""
_BLOCK = 64
"""So many numbers are multiplied with as many weights before the floats have their turn."""
_BYTES, _FLOATS = 4, 1
"""What `MatMulNBits` makes of the numbers beside the weights."""
_MIDDLE = 128
"""Signed bytes become unsigned ones by this."""

Bytes = NDArray[np.int8]
Made = tuple[list[onnx.NodeProto], list[onnx.TensorProto]]


class Packed(NamedTuple):
    """Weights as bytes: `scale * (numbers - zero)`."""

    numbers: Bytes
    scale: float
    zero: int


def pack_weights(model: onnx.ModelProto, *, exact: bool = False) -> None:
    """Change the model: its products and its table of tokens take weights as the bytes they are.

    `exact` multiplies floats all the same, several times slower.
    """
    graph = model.graph
    packed = dict(_find_packed(graph))
    nodes: list[onnx.NodeProto] = []
    weights = list(graph.initializer)
    for node in graph.node:
        made: Made = ([node], [])
        if node.op_type == "Transpose" and node.input[0] in packed:
            one = packed[node.input[0]]
            packed[node.output[0]] = one._replace(numbers=one.numbers.T)
            continue
        if node.op_type == "MatMul" and node.input[1] in packed:
            made = _multiply(node, packed[node.input[1]], _FLOATS if exact else _BYTES)
        elif node.op_type == "Gather" and node.input[0] in packed:
            made = _look_up(node, packed[node.input[0]])
        nodes += made[0]
        weights += made[1]
    _keep_needed(graph, nodes, weights)


def multiplies_bytes_right() -> bool:
    """Whether this processor has room for the sums of the largest bytes; some cut them short."""
    import onnxruntime  # noqa: PLC0415 - 45 MB; where networks are prepared it is there anyway

    product = helper.make_node("MatMul", ["ones", "weights"], ["sum"])
    numbers = np.full((_BLOCK, 1), 127, np.int8)
    nodes, weights = _multiply(product, Packed(numbers, 1.0, -_MIDDLE), _BYTES)
    kinds = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in (("ones", (1, _BLOCK)), ("sum", (1, 1)))
    ]
    graph = helper.make_graph(nodes, "probe", kinds[:1], kinds[1:], weights)
    opsets = [helper.make_opsetid("", 14), helper.make_opsetid(_EXTRA, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    ((found,),) = session.run(None, {"ones": np.ones((1, _BLOCK), np.float32)})[0]
    return bool(np.isclose(found, (127 + _MIDDLE) * _BLOCK, rtol=0.01))


def _find_packed(graph: onnx.GraphProto) -> Iterator[tuple[str, Packed]]:
    """The weights that are written as bytes, by the name that they have as floats."""
    weights = {one.name: one for one in graph.initializer}
    takers = {name: node for node in graph.node for name in node.input}
    for node in graph.node:
        if node.op_type == "Cast" and node.input[0] in weights:
            times = takers[node.output[0]]
            plus = takers[times.output[0]]
            scale, offset = (_constant(one, weights) for one in (times, plus))
            numbers = numpy_helper.to_array(weights[node.input[0]])
            yield plus.output[0], Packed(numbers, scale, round(-offset / scale))


def _constant(node: onnx.NodeProto, weights: Mapping[str, TensorProto]) -> float:
    (constant,) = (weights[name] for name in node.input if name in weights)
    return float(numpy_helper.to_array(constant).item())


def _multiply(node: onnx.NodeProto, weights: Packed, accuracy: int) -> Made:
    """A product with columns of bytes, each in blocks, the last of them filled with zeros."""
    rows, columns = weights.numbers.shape
    blocks = -(-rows // _BLOCK)
    zero = weights.zero + _MIDDLE
    numbers = np.full((columns, blocks * _BLOCK), zero, np.uint8)
    numbers[:, :rows] = (weights.numbers.T.astype(np.int16) + _MIDDLE).astype(np.uint8)
    (name,) = node.output
    tensors = [
        numpy_helper.from_array(numbers.reshape(columns, blocks, _BLOCK), f"{name} numbers"),
        numpy_helper.from_array(
            np.full((columns, blocks), weights.scale, np.float32), f"{name} scales"
        ),
        numpy_helper.from_array(np.full((columns, blocks), zero, np.uint8), f"{name} zeros"),
    ]
    product = helper.make_node(
        "MatMulNBits",
        [node.input[0], *(one.name for one in tensors)],
        [name],
        domain=_EXTRA,
        K=rows,
        N=columns,
        bits=8,
        block_size=_BLOCK,
        accuracy_level=accuracy,
    )
    return [product], tensors


def _look_up(node: onnx.NodeProto, table: Packed) -> Made:
    """Some rows of the table, which become floats only then."""
    (name,) = node.output
    tensors = [
        numpy_helper.from_array(np.ascontiguousarray(table.numbers), f"{name} table"),
        numpy_helper.from_array(np.array(table.scale, np.float32), f"{name} scale"),
        numpy_helper.from_array(np.array(-table.zero * table.scale, np.float32), f"{name} offset"),
    ]
    numbers, scale, offset = (one.name for one in tensors)
    nodes = [
        helper.make_node("Gather", [numbers, node.input[1]], [f"{name} rows"], axis=0),
        helper.make_node("Cast", [f"{name} rows"], [f"{name} floats"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name} floats", scale], [f"{name} scaled"]),
        helper.make_node("Add", [f"{name} scaled", offset], [name]),
    ]
    return nodes, tensors


def _keep_needed(
    graph: onnx.GraphProto, nodes: list[onnx.NodeProto], weights: list[onnx.TensorProto]
) -> None:
    """Put these into the graph, without what no output needs any more."""
    wanted, kept = {one.name for one in graph.output}, []
    for node in reversed(nodes):
        if wanted & set(node.output):
            wanted |= set(node.input)
            kept.append(node)
    weights = [one for one in weights if one.name in wanted]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(kept[::-1])
    graph.initializer.extend(weights)
