"""A stretch of a meeting, as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stretch import read_stretch
from workers.wording.mrkdwn import write_clock


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("20:00-30:00", (1200, 1800)),
        ("20:00 – 30:00", (1200, 1800)),
        ("20:00—30:00", (1200, 1800)),
        ("1:20:00-1:30:00", (4800, 5400)),
        ("1:20:00 to 1:30:05", (4800, 5405)),
        ("59:00-1:02:00", (3540, 3720)),
        ("from 20:00 to 30:00", (1200, 1800)),
        ("between 20:00 and 30:00", (1200, 1800)),
        ("20-30", (1200, 1800)),
        ("20m-30m", (1200, 1800)),
        ("20-30m", (1200, 1800)),
        ("20 min - 30 min", (1200, 1800)),
        ("20 minutes until 30 minutes", (1200, 1800)),
        ("10-20s", (10, 20)),
        ("90s-120s", (90, 120)),
        ("1h-1h20m", (3600, 4800)),
        ("1h05m-1h 20m", (3900, 4800)),
        ("1-2h", (3600, 7200)),
        ("0:30-2", (30, 120)),
        ("20.00-30.00", (1200, 1800)),
        ("30:00-20:00", (1200, 1800)),
        ("100:00-110:00", (6000, 6600)),
        ("20M-30M.", (1200, 1800)),
    ],
)
def test_what_is_read(written: str, seconds: tuple[int, int]) -> None:
    assert read_stretch(written) == seconds


@pytest.mark.parametrize(
    "written",
    [
        *("", "20:00", "-", "20:00-", "-30:00", "20:00-20:00", "20:75-30:00", "1:75:00-2:00:00"),
        *("the end", "20:00-30:00-40:00", "a-b", "tomorrow", "20:00-end", "2026-11-28", "²-³"),
        "9" * 400 + "-" + "9" * 400,
    ],
)
def test_what_is_none(written: str) -> None:
    assert read_stretch(written) is None


@given(st.integers(0, 90_000), st.integers(1, 90_000))
def test_clocks_as_the_chart_writes_them_come_back(opens_s: int, more_s: int) -> None:
    written = f"{write_clock(opens_s)} – {write_clock(opens_s + more_s)}"
    assert read_stretch(written) == (opens_s, opens_s + more_s)


@given(st.text(max_size=200))
def test_anything_is_read_or_not(written: str) -> None:
    found = read_stretch(written)
    assert found is None or found[0] < found[1]
