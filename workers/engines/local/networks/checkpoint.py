"""Checkpoints: trained weights out of torch's files, without torch.

Such a file is a zip of raw numbers and a pickle that says which are which. The pickle is read with
an unpickler that knows nothing but the handful of names such a file needs.
"""

from __future__ import annotations

import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workers.domain.errors import Fault

Weights = dict[str, NDArray[np.float32]]


def read_checkpoint(path: Path) -> Any:
    """What was saved in the file, with arrays for tensors. Raises `Fault` where it is none."""
    try:
        with zipfile.ZipFile(path) as file:
            (table,) = (name for name in file.namelist() if name.endswith("/data.pkl"))
            return _Unpickler(file, table).load()
    except (zipfile.BadZipFile, pickle.UnpicklingError, ValueError, KeyError, EOFError) as cause:
        raise Fault(f"the weights in {path.name} cannot be read: {cause}") from cause


class _Unpickler(pickle.Unpickler):
    """Builds arrays instead of tensors, and nothing that the list below does not name."""

    def __init__(self, file: zipfile.ZipFile, table: str) -> None:
        super().__init__(BytesIO(file.read(table)))
        self._file = file
        self._folder = table.removesuffix("data.pkl") + "data/"

    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        known: dict[tuple[str, str], Callable[..., Any]] = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _tensor,
            ("torch", "FloatStorage"): lambda: np.dtype("<f4"),
            ("torch", "LongStorage"): lambda: np.dtype("<i8"),
        }
        try:
            return known[module, name]
        except KeyError as cause:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in weights") from cause

    def persistent_load(self, pid: Any) -> NDArray[Any]:
        _, kind, key, _, _ = pid
        return np.frombuffer(self._file.read(self._folder + key), kind())


def _tensor(
    storage: NDArray[Any], offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: object
) -> NDArray[Any]:
    return np.lib.stride_tricks.as_strided(
        storage[offset:], size, tuple(step * storage.itemsize for step in stride)
    )
