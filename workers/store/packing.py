"""Packing: an analysis as the bytes that Redis keeps, and back."""

from __future__ import annotations

from pathlib import Path

from workers.domain.analysis import Analysis
from workers.store.sealing import seal_record, unseal_record


def pack(analysis: Analysis) -> bytes:
    """Sealed JSON; whatever it has no type for (a path) as text."""
    return seal_record(analysis)


def unpack(body: bytes) -> Analysis:
    """What `pack` was given. Raises KeyGone where its key is gone, msgspec.ValidationError where
    the bytes are something else."""
    return unseal_record(body, Analysis, dec_hook=_path)


def _path(kind: type, value: object) -> object:
    if kind is Path:
        return Path(str(value))
    raise TypeError(f"nothing of this kind is packed: {kind}")
