"""A model in onnxruntime's own file form, read as an ordinary ONNX graph.

onnxruntime opens such a file as it is and changes nothing in it any more: sums of constants that
an ordinary graph has done once, at the start, are then done at every step. The readers of the form
come with onnxruntime; what they read is written down here as ONNX has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper

from workers.domain.errors import Fault

_IR = 8


def read_ort_file(path: Path) -> onnx.ModelProto:
    """The model in an `.ort` file, its nodes in an order in which they can be run.

    Raises `Fault` where it is no such file.
    """
    from onnxruntime.tools.ort_format_model.ort_flatbuffers_py.fbs.InferenceSession import (  # noqa: PLC0415 - loads onnxruntime, only for a model's first use
        InferenceSession,
    )

    content = np.memmap(path, np.uint8, "r")
    if bytes(content[4:8]) != b"ORTM":
        raise Fault(f"{path.name} is no model in onnxruntime's form")
    model = InferenceSession.GetRootAs(content, 0).Model()
    opsets = [
        helper.make_opsetid(_text(one.Domain()), one.Version())
        for one in _each(model.OpsetImport, model.OpsetImportLength())
    ]
    graph = _read_graph(model.Graph(), path.stem)
    return helper.make_model(graph, opset_imports=opsets, ir_version=_IR)


def _read_graph(graph: Any, name: str) -> onnx.GraphProto:
    kinds = {_text(one.Name()): one for one in _each(graph.NodeArgs, graph.NodeArgsLength())}
    weights = [_read_tensor(one) for one in _each(graph.Initializers, graph.InitializersLength())]
    given = {one.name for one in weights}
    inputs = [_text(one) for one in _each(graph.Inputs, graph.InputsLength())]
    outputs = [_text(one) for one in _each(graph.Outputs, graph.OutputsLength())]
    nodes = [_read_node(one) for one in _each(graph.Nodes, graph.NodesLength())]
    return helper.make_graph(
        _in_order(nodes, given | set(inputs)),
        name,
        [_read_kind(kinds[one]) for one in inputs if one not in given],
        [_read_kind(kinds[one]) for one in outputs],
        weights,
    )


def _read_node(node: Any) -> onnx.NodeProto:
    made = helper.make_node(
        _text(node.OpType()),
        [_text(one) for one in _each(node.Inputs, node.InputsLength())],
        [_text(one) for one in _each(node.Outputs, node.OutputsLength())],
        name=_text(node.Name()),
        domain=_text(node.Domain()),
    )
    settings = _each(node.Attributes, node.AttributesLength())
    made.attribute.extend(_read_setting(one) for one in settings)
    return made


def _read_setting(setting: Any) -> onnx.AttributeProto:
    """An attribute of a node: the value that its kind says it has."""
    name = _text(setting.Name())
    readers: Mapping[int, Callable[[], Any]] = {
        onnx.AttributeProto.FLOAT: setting.F,
        onnx.AttributeProto.INT: setting.I,
        onnx.AttributeProto.STRING: lambda: _text(setting.S()),
        onnx.AttributeProto.TENSOR: lambda: _read_tensor(setting.T()),
        onnx.AttributeProto.GRAPH: lambda: _read_graph(setting.G(), name),
        onnx.AttributeProto.FLOATS: lambda: list(_each(setting.Floats, setting.FloatsLength())),
        onnx.AttributeProto.INTS: lambda: list(_each(setting.Ints, setting.IntsLength())),
    }
    kind = setting.Type()
    if kind not in readers:
        raise Fault(f"a setting of kind {kind} has no place in a model")
    return helper.make_attribute(name, readers[kind](), attr_type=kind)


def _read_tensor(tensor: Any) -> onnx.TensorProto:
    numbers = tensor.RawDataAsNumpy().tobytes() if tensor.RawDataLength() else b""
    shape = list(_each(tensor.Dims, tensor.DimsLength()))
    return helper.make_tensor(_text(tensor.Name()), tensor.DataType(), shape, numbers, raw=True)


def _read_kind(value: Any) -> onnx.ValueInfoProto:
    """The type and shape of an input or output; sizes that differ from run to run are open."""
    from onnxruntime.tools.ort_format_model.ort_flatbuffers_py.fbs.TensorTypeAndShape import (  # noqa: PLC0415 - as above
        TensorTypeAndShape,
    )

    union, tensor = value.Type().Value(), TensorTypeAndShape()
    tensor.Init(union.Bytes, union.Pos)
    shape = tensor.Shape()
    sizes = None if shape is None else [_size(one) for one in _each(shape.Dim, shape.DimLength())]
    return helper.make_tensor_value_info(_text(value.Name()), tensor.ElemType(), sizes)


def _size(dimension: Any) -> int | str | None:
    value = dimension.Value()
    if value is None:
        return None
    return int(value.DimValue()) if value.DimType() == 1 else _text(value.DimParam())


def _in_order(nodes: Iterable[onnx.NodeProto], known: set[str]) -> list[onnx.NodeProto]:
    """Nodes so that each comes after those whose results it takes."""
    left = list(nodes)
    made = {name for node in left for name in node.output}
    order: list[onnx.NodeProto] = []
    while left:
        later = []
        for node in left:
            if all(name in known or name not in made for name in find_inputs(node)):
                order.append(node)
                known |= set(node.output)
            else:
                later.append(node)
        if len(later) == len(left):
            raise Fault("the nodes of a model wait for one another")
        left = later
    return order


def find_inputs(node: onnx.NodeProto) -> set[str]:
    """The names that a node takes, those that graphs inside it take from outside among them."""
    names = {name for name in node.input if name}
    for setting in node.attribute:
        if setting.type == onnx.AttributeProto.GRAPH:
            inner = setting.g
            own = {one.name for one in (*inner.initializer, *inner.input)}
            own |= {name for each in inner.node for name in each.output}
            names |= {name for each in inner.node for name in find_inputs(each)} - own
            names |= {one.name for one in inner.output} - own
    return names


def _each(get: Callable[[int], Any], length: int) -> list[Any]:
    return [get(row) for row in range(length)]


def _text(raw: bytes | None) -> str:
    return raw.decode() if raw else ""
