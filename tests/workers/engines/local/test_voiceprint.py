"""The network and its weights."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest

from tests.workers.engines.local.recordings import demo, lines
from workers.engines.local import voiceprint, weights
from workers.engines.local.sound import RATE
from workers.engines.local.voiceprint import FRAME, Vectors, load, mel_frames
from workers.errors import Refused, Why


def windows_of(name: str) -> Vectors:
    """Mel windows of one person of the demo meeting, shape (lines, 160, 40)."""
    starts = [round(start_s * RATE) for who, start_s, _ in lines() if who == name]
    return np.stack([mel_frames(demo()[at : at + 160 * FRAME + 400])[:160] for at in starts])


def test_one_voice_is_like_itself_and_unlike_others() -> None:
    encoder = load()
    prints = {name: encoder.voiceprints(windows_of(name)) for name in ("Nora", "Victor", "Walter")}
    for vectors in prints.values():
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    centres = {name: vectors.mean(axis=0) for name, vectors in prints.items()}
    for name, vectors in prints.items():
        for vector in vectors:
            assert max(centres, key=lambda other: float(vector @ centres[other])) == name


def test_loudness_does_not_matter() -> None:
    samples = demo()[RATE : 2 * RATE]
    assert mel_frames(samples * 0.05) == pytest.approx(mel_frames(samples * 0.02), rel=1e-3)


def test_a_tone_lands_in_its_mel_band() -> None:
    times = np.arange(RATE) / RATE
    bands = [
        int(mel_frames(np.sin(2 * np.pi * hertz * times).astype(np.float32)).mean(axis=0).argmax())
        for hertz in (200, 1000, 4000)
    ]
    assert bands == [2, 13, 31]


def test_missing_weights_are_refused() -> None:
    for package, file in (("no-such-distribution", "x"), ("numpy", "numpy/no-such-file")):
        with pytest.raises(Refused) as refused:
            weights.weights_of(package, file)
        assert refused.value.why is Why.WEIGHTS_MISSING


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return print, ("this must never be called",)


def test_the_unpickler_builds_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "weights.pt"
    path.write_bytes(pickle.dumps(Evil()))
    with pytest.raises(pickle.UnpicklingError, match="has no place in weights"):
        voiceprint._checkpoint(path)
    assert capsys.readouterr().out == ""
