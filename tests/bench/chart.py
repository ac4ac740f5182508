"""How fast a picture is drawn: `python -m tests.bench.chart`, a table beside a plain plot.

The plain plot is what one writes without thinking: one `DataFrame.plot` for all speakers, then
`savefig`, of the same data at the same size, timed in turns with ours in the same process.
"""

from __future__ import annotations

import io
import math
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

import pandas as pd
from matplotlib.figure import Figure

from workers.charting import frames, picture
from workers.domain.meeting import Meeting, Utterance

ROUNDS = 7
CHARTS_IN_A_ROW = 1000
WARM_UP = 50
ONE_OF_THE_LONG_ONE = "one"


@dataclass(frozen=True, slots=True)
class Row:
    """One case with its goal."""

    name: str
    speakers: int
    utterances: int
    length_s: float
    goal_ms: float


ROWS = (
    Row("5 speakers x 300 utterances, 1 h", 5, 1500, 3600, 250),
    Row("10 speakers x 3,000 utterances, 1 h", 10, 30000, 3600, 450),
    Row("4 h, 30 speakers, 30,000 utterances", 30, 30000, 14400, 700),
)
MEMORY_GOAL_MB = 130


def meeting(row: Row) -> Meeting:
    """White noise on a slow wave: hard to draw, since no part of it can be left out."""
    chance = Random(1)
    step = row.length_s / row.utterances
    spoken = []
    for number in range(row.utterances):
        at_s = number * step
        wave = 0.4 * math.sin(math.tau * at_s / row.length_s)
        polarity = max(-1.0, min(1.0, wave + chance.gauss(0, 0.3)))
        speaker = f"Speaker {chance.randrange(row.speakers) + 1}"
        text = "word " * chance.randint(1, 20)
        spoken.append(Utterance(speaker, at_s, at_s + 0.9 * step, text, polarity))
    return Meeting(engine="bench", utterances=tuple(spoken), length_s=row.length_s)


def plain(heard: Meeting) -> None:
    """The naive picture of the same meeting."""
    columns = {
        name: pd.Series(frame["polarity"].to_numpy(), index=frame["middle_s"].to_numpy())
        for name, frame in frames.split_by_speaker(heard).items()
    }
    table = pd.DataFrame(columns).interpolate()
    figure = Figure(figsize=(16, 9), dpi=100)
    table.plot(ax=figure.add_subplot())
    figure.savefig(io.BytesIO(), format="png")


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """(wall, CPU) time of one run."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def main() -> None:
    if ONE_OF_THE_LONG_ONE in sys.argv:
        picture.draw_picture(meeting(ROWS[-1]))
        print(memory_mb("VmHWM"))
        return
    print(f"{'':38} {'ours':>8} {'CPU':>8} {'goal':>8} {'plain':>8} {'CPU':>8}   (ms, median)")
    for row in ROWS:
        heard = meeting(row)
        picture.draw_picture(heard)
        ours, other = partial(picture.draw_picture, heard), partial(plain, heard)
        runs = [(*milliseconds(ours), *milliseconds(other)) for _ in range(ROUNDS)]
        wall, cpu, plain_wall, plain_cpu = map(median, zip(*runs, strict=True))
        print(
            f"{row.name:38} {wall:8.0f} {cpu:8.0f} {row.goal_ms:8.0f} "
            f"{plain_wall:8.0f} {plain_cpu:8.0f}"
        )
    print(f"{'peak memory of the last, own process':38} {peak_mb():5.0f} MB {MEMORY_GOAL_MB:11} MB")
    growth, each_ms = growth_mb()
    print(
        f"{f'growth over {CHARTS_IN_A_ROW:,} charts':38} {growth:5.1f} MB  ({each_ms:.0f} ms each)"
    )


def peak_mb() -> float:
    """Of a process that draws the longest meeting once."""
    command = [sys.executable, "-m", "tests.bench.chart", ONE_OF_THE_LONG_ONE]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def memory_mb(what: str) -> float:
    """Of this process: VmHWM, the most it ever took, or VmRSS, what it takes now."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if what in line)


def growth_mb() -> tuple[float, float]:
    """What a process gains over many charts, after a warm-up; and how long one takes."""
    heard = meeting(Row("", 3, 60, 600, 0))
    for _ in range(WARM_UP):
        picture.draw_picture(heard)
    before, start = memory_mb("VmRSS"), time.perf_counter()
    for _ in range(CHARTS_IN_A_ROW):
        picture.draw_picture(heard)
    each_ms = 1000 * (time.perf_counter() - start) / CHARTS_IN_A_ROW
    return memory_mb("VmRSS") - before, each_ms


if __name__ == "__main__":
    main()
