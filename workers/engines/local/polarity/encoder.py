"""The encoder: a small network that was trained on what people say (docs/polarity.md).

One text a call and one thread: 8-bit numbers take one scale a call, so a text that is weighed among
others would be given another score than alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np

from workers.engines.local.polarity.pieces import WordPieces
from workers.engines.local.polarity.windows import cut_windows

NAME = "polarity-en 1"
"""Told beside every chart; it rises with every other file of weights."""
FOLDER = Path(__file__).parent / "weights"
SHA256 = {
    "polarity.onnx": "6c10740e1403bce35463946b7e98517028b311e31e0a3332ba44be55442d091b",
    "vocabulary.txt": "04b47b55ac11ea7755454258216e00c9cbcbc461583702a07be3880f6e44f5cc",
}
"""The files that the golden scores were made with: other weights give other charts."""

KEPT_SCORES = 10_000
"""Texts whose scores are kept: a child scores one meeting, and half of talk is "yeah"."""

Weigh = Callable[[str], float]
"""A text with words in it to its polarity, in [-1, 1]."""


class WeightsDiffer(Exception):
    """The weights are not there, or not the ones that belong to this version."""


def load_polarity(folder: Path = FOLDER) -> Weigh:
    """The encoder, ready to weigh texts (15 MB read, 0.2 s). Raises `WeightsDiffer`."""
    check_weights(folder)
    return build_encoder(folder)


def check_weights(folder: Path = FOLDER) -> None:
    """Raises `WeightsDiffer` unless the files are those that belong to `NAME`."""
    for name in SHA256:
        _check(folder, name)


def build_encoder(folder: Path) -> Weigh:
    """The same from the two files in `folder`, whatever they hold.

    onnxruntime is given the path: from bytes it takes 16 MB more, for good.
    """
    import onnxruntime  # noqa: PLC0415 - slow to load, and only scoring needs it here

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(
        folder / "polarity.onnx", options, providers=["CPUExecutionProvider"]
    )
    vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8")
    cutter = WordPieces(vocabulary.split("\n")[:-1])

    def weigh(text: str) -> float:
        windows = cut_windows(cutter.cut(text))
        scores = [weigh_window([cutter.opening, *window, cutter.closing]) for window in windows]
        return float(np.average(scores, weights=[len(window) for window in windows]))

    def weigh_window(pieces: list[int]) -> float:
        numbers = np.array([pieces], dtype=np.int64)
        negative, _, positive = session.run(None, {"pieces": numbers})[0][0]
        return float(positive - negative)

    return lru_cache(KEPT_SCORES)(weigh)


def _check(folder: Path, name: str) -> None:
    try:
        with (folder / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as cause:
        raise WeightsDiffer(f"{name} cannot be read: {cause.strerror}") from cause
    if digest != SHA256[name]:
        raise WeightsDiffer(f"{name} is not the file that belongs to {NAME}")
