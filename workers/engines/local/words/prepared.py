"""Prepared networks: Moonshine's files as they are run, made once and kept."""

from __future__ import annotations

import fcntl
import gc
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from workers.engines.local.networks.weights import find_weights

PACKAGE = "moonshine-cpp"
_FOLDER = "moonshine_cpp/models/base-en"
WEIGHTS = (
    (PACKAGE, f"{_FOLDER}/encoder_model.ort"),
    (PACKAGE, f"{_FOLDER}/decoder_model_merged.ort"),
    (PACKAGE, f"{_FOLDER}/tokenizer.bin"),
)
_FORM = 1
"""Changes whenever the same files are prepared otherwise."""


class Sources(NamedTuple):
    """The files as they were published."""

    encoder: Path
    decoder: Path
    tokens: Path


class Prepared(NamedTuple):
    """Two graphs for onnxruntime, and the table of tokens."""

    listening: Path
    saying: Path
    tokens: Path


def find_sources() -> Sources:
    """Raises `Refused(WEIGHTS_MISSING)` where the files are not installed."""
    return Sources(*(find_weights(*file) for file in WEIGHTS))


def prepare(sources: Sources, folder: Path) -> Prepared:
    """The networks in `folder`, made there if this is the first time: a second of work.

    Whoever comes meanwhile waits for it. A file is whole or not there, and has another name where
    its sources are others.
    """
    from workers.engines.local.words.packed import (  # noqa: PLC0415 - loads onnx; children only
        multiplies_bytes_right,
    )

    exact = not multiplies_bytes_right()
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"moonshine-{_hash_of(sources, exact=exact)}"
    found = Prepared(
        folder / f"{stem}-listening.onnx", folder / f"{stem}-saying.onnx", sources.tokens
    )
    with _locked(folder / "moonshine.lock"):
        if not (found.listening.exists() and found.saying.exists()):
            _make(sources, found, exact=exact)
    return found


def _make(sources: Sources, into: Prepared, *, exact: bool) -> None:
    """One network after the other, so that both are never in memory twice."""
    from workers.engines.local.words.graphs import (  # noqa: PLC0415 - loads onnx, only here
        make_listening,
        make_saying,
    )
    from workers.engines.local.words.ort_file import read_ort_file  # noqa: PLC0415
    from workers.engines.local.words.packed import pack_weights  # noqa: PLC0415

    for path in (into.saying, into.listening):
        decoder = read_ort_file(sources.decoder)
        if path == into.saying:
            model = make_saying(decoder)
        else:
            model = make_listening(read_ort_file(sources.encoder), decoder)
        del decoder
        gc.collect()
        pack_weights(model, exact=exact)
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(model.SerializeToString())
        unfinished.replace(path)


def _hash_of(sources: Sources, *, exact: bool) -> str:
    known = hashlib.sha256(f"{_FORM} {exact}".encode())
    for path in sources:
        with path.open("rb") as file:
            known.update(hashlib.file_digest(file, "sha256").digest())
    return known.hexdigest()[:16]


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Until the block is left, nobody else is in one; the kernel lets go for a dead process."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
