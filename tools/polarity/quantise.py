"""Quantise: the graph of 32-bit numbers as the file of 8-bit numbers that ships.

    python -m tools.polarity.quantise

Seven bits of the eight are used (`reduce_range`): without VNNI a processor adds pairs of products
in 16 bits and would saturate, and the same words would get another score on an older machine.
"""

from __future__ import annotations

import hashlib
import shutil

from onnxruntime.quantization import QuantType, quantize_dynamic

from tools.polarity.export import HEAD
from tools.polarity.folders import find_work


def quantise() -> None:
    work = find_work()
    made = work / "weights"
    made.mkdir(exist_ok=True)
    quantize_dynamic(
        work / "polarity.fp32.onnx",
        made / "polarity.onnx",
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=[HEAD],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
    shutil.copy(work / "vocabulary.txt", made / "vocabulary.txt")
    for path in sorted(made.iterdir()):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB, sha256 {digest}")


if __name__ == "__main__":
    quantise()
