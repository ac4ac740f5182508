"""Network: layers with given weights, put together for onnxruntime, which runs them fast.

Weights come from checkpoints that hold numbers only; what is done with them is written down in
`voiceprint` and `segmentation`, with the layers of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

_OPSET, _IR = 17, 8
_EXTRA = "com.microsoft"
"""Operators that onnxruntime has beyond the standard's."""

_BYTE = 127

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

    def linear(
        self,
        flow: Flow,
        weight: NDArray[np.float32],
        bias: NDArray[np.float32] | None = None,
    ) -> Flow:
        """Sums of the columns of `flow`, for each row of `weight`, rounded to bytes.

        Three times as fast as exact ones.
        """
        scale = np.abs(weight).max(axis=1) / _BYTE
        rounded = np.rint(weight / scale[:, None]).astype(np.int8)
        numbers = [rounded.T, scale, np.zeros(len(scale), np.int8)]
        if bias is not None:
            numbers.append(bias)
        return self.layer(
            "DynamicQuantizeMatMul", flow, *map(self.constant, numbers), domain=_EXTRA
        )

    def runner(
        self, flow: Flow, steps: Mapping[str, tuple[int | str, ...]], *, detour: bool | None = None
    ) -> Any:
        """An onnxruntime session on one thread, from inputs of these shapes to `flow`.

        `detour` adds bytes up another way, half as fast; None takes it where it is needed.
        """
        import onnxruntime  # noqa: PLC0415 - 45 MB that only the separator needs

        inputs = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
            for name, shape in steps.items()
        ]
        output = helper.make_tensor_value_info(flow, TensorProto.FLOAT, None)
        graph = helper.make_graph(self._nodes, "network", inputs, [output], self._weights)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_EXTRA, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        if _bytes_cut_short() if detour is None else detour:
            options.add_session_config_entry("session.x64quantprecision", "1")
        return onnxruntime.InferenceSession(
            model.SerializeToString(), options, ["CPUExecutionProvider"]
        )


@cache
def _bytes_cut_short() -> bool:
    """Whether this processor adds products of bytes in sixteen bits, where they do not fit.

    Those without VNNI instructions do.
    """
    probe, ones = Network(), np.ones((1, 2), np.float32)
    runner = probe.runner(probe.linear("ones", ones), {"ones": ones.shape}, detour=False)
    ((two,),) = runner.run(None, {"ones": ones})[0]
    return bool(two < 1.5)
