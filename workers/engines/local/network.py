"""Network: layers with given weights, put together for onnxruntime, which runs them fast.

Weights come from checkpoints that hold numbers only; what is done with them is written down in
`voiceprint` and `segmentation`, with the layers of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

_OPSET, _IR = 17, 8

Flow = str
"""The name of what flows from one layer to the next."""


class Network:
    """Grows layer by layer; each takes flows and returns one."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._weights: list[Any] = []

    def layer(self, kind: str, *flows: Flow, **settings: Any) -> Flow:
        """One operator of ONNX."""
        out = f"{kind}{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(flows), [out], **settings))
        return out

    def constant(self, numbers: NDArray[Any]) -> Flow:
        name = f"constant{len(self._weights)}"
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(numbers), name))
        return name

    def conv(
        self,
        flow: Flow,
        weight: NDArray[np.float32],
        bias: NDArray[np.float32] | None = None,
        **settings: Any,
    ) -> Flow:
        numbers = [weight] if bias is None else [weight, bias]
        return self.layer("Conv", flow, *(self.constant(each) for each in numbers), **settings)

    def runner(self, flow: Flow, steps: Mapping[str, tuple[int | str, ...]]) -> Any:
        """An onnxruntime session on one thread, from inputs of these shapes to `flow`."""
        import onnxruntime  # noqa: PLC0415 - 45 MB that only the separator needs

        inputs = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
            for name, shape in steps.items()
        ]
        output = helper.make_tensor_value_info(flow, TensorProto.FLOAT, None)
        graph = helper.make_graph(self._nodes, "network", inputs, [output], self._weights)
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR
        )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(
            model.SerializeToString(), options, ["CPUExecutionProvider"]
        )
