"""Packing: an analysis as the bytes that Redis keeps, and back."""

from __future__ import annotations

from pathlib import Path

import msgspec

from workers.domain.analysis import Analysis


def pack(analysis: Analysis) -> bytes:
    """JSON; whatever it has no type for (a path) as text."""
    return msgspec.json.encode(analysis, enc_hook=str)


def unpack(body: bytes) -> Analysis:
    """What `pack` was given. Raises msgspec.ValidationError where the bytes are something else."""
    return msgspec.json.decode(body, type=Analysis, dec_hook=_path)


def _path(kind: type, value: object) -> object:
    if kind is Path:
        return Path(str(value))
    raise TypeError(f"nothing of this kind is packed: {kind}")
