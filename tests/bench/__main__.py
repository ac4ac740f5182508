"""python -m tests.bench: load and speed, each figure beside what it is compared with in this run.

Writes the table into docs/benchmarks.md. Takes about seven minutes, all of it on loopback.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import acks, beats, flights, memory, way
from tests.bench.figures import Figure, markdown
from workers.store import sealing

DOCUMENT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"

FIGURES: dict[str, Callable[[], list[Figure]]] = {
    "acks": lambda: [acks.http(30), acks.socket_mode(20)],
    "flights": lambda: [flights.in_flight(40)],
    "processor": lambda: [way.processor(15)],
    "waits": lambda: way.after_completion(6),
    "beats": lambda: [beats.beside_rqs_scheduler(20)],
    "memory": lambda: [*memory.worker(), memory.gigabyte()],
}


def main() -> int:
    """Exit status 0 where every goal is met."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("only", nargs="*", help=f"some of: {', '.join(FIGURES)}")
    sealing.use_keys(())
    wanted = parser.parse_args().only or list(FIGURES)
    figures = list(_measured(wanted))
    table = markdown(figures)
    print(table)
    if set(wanted) == set(FIGURES):
        _write(table)
    return 0 if all(each.met for each in figures) else 1


def _measured(wanted: list[str]) -> Iterator[Figure]:
    for name in wanted:
        began = time.monotonic()
        found = FIGURES[name]()
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        yield from found


def _write(table: str) -> None:
    """Put the table in the place of the last one."""
    cores = len(os.sched_getaffinity(0))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    when = f"{datetime.now(UTC):%Y-%m-%d}, {cores} cores, load average at the end {load}."
    text = DOCUMENT.read_text()
    block = f"{BEGIN}\n{when}\n\n{table}\n{END}"
    replaced = re.sub(
        f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: block, text, flags=re.DOTALL
    )
    DOCUMENT.write_text(replaced)


if __name__ == "__main__":
    sys.exit(main())
