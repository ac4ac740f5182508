"""Layers whose numbers are rounded to bytes, against exact sums."""

from __future__ import annotations

import numpy as np
import pytest

from workers.engines.local.networks.network import Network
from workers.engines.local.networks.voiceprint import Vectors


def linear(rows: Vectors, weight: Vectors, bias: Vectors, *, detour: bool | None) -> Vectors:
    net = Network()
    flow = net.linear("rows", weight, bias)
    runner = net.runner(flow, {"rows": ("rows", rows.shape[1])}, detour=detour)
    return np.asarray(runner.run(None, {"rows": rows})[0])


@pytest.mark.parametrize("detour", [None, True])
def test_rounding_is_a_hundredth_of_what_is_added_up(detour: bool | None) -> None:
    rng = np.random.default_rng(0)
    rows, weight, bias = (
        rng.standard_normal(shape).astype(np.float32) for shape in ((50, 300), (32, 300), (32,))
    )
    exact = rows @ weight.T + bias
    rounded = linear(rows, weight, bias, detour=detour)
    assert rounded.shape == (50, 32)
    assert np.abs(rounded - exact).max() < 0.06 * exact.std()


def test_the_largest_bytes_fit() -> None:
    """On a processor that adds them in sixteen bits they would be half of what they are."""
    rows, weight = np.ones((16, 64), np.float32), np.ones((8, 64), np.float32)
    assert linear(rows, weight, np.zeros(8, np.float32), detour=None) == pytest.approx(64, rel=0.01)
