"""One run of the engine, measured: python -m tests.accuracy.measure RECORDING SPEAKERS CORES

A process of its own, so that the cores it may use and the memory it has taken are its own. Prints
JSON: the utterances, the seconds that each part took, and the most memory, in MB, of the process
that the engine runs in and of the largest of its children, which tell voices apart and hear words.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import MutableMapping
from dataclasses import asdict
from pathlib import Path

from tests.workers.engines.local.recordings import NETWORKS
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.local.engine import WORDS, LocalEngine


class Clock:
    """Progress that notes when the words begin."""

    def __init__(self) -> None:
        self.saved: MutableMapping[str, bytes] = {}
        self.words_at: float | None = None

    def report(self, share: float) -> None:
        if share >= WORDS.start and self.words_at is None:
            self.words_at = time.monotonic()


def main() -> None:
    path, speakers, cores = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    clock = Clock()
    started = time.monotonic()
    submission = LocalEngine(max_minutes=300, folder=NETWORKS, jobs=cores).submit(
        Recording(name=path.name, path=path),
        Brief(name="accuracy", speakers=speakers or None),
        clock,
    )
    ended = time.monotonic()
    meeting = submission.meeting
    assert meeting is not None
    told = {
        "utterances": [asdict(one) for one in meeting.utterances],
        "length_s": meeting.length_s,
        "notes": [note.remark for note in meeting.notes],
        "voices_s": (clock.words_at or ended) - started,
        "whole_s": ended - started,
        "rss_mb": own_peak_mb(),
        "child_rss_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }
    print(json.dumps(told))


def own_peak_mb() -> float:
    """Of this program alone: what `getrusage` says begins with the memory of whoever started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line) / 1024


if __name__ == "__main__":
    main()
