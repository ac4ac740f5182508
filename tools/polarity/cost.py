"""Cost: what both scorers take in time and in memory, in one run on one core.

    python -m tools.polarity.cost [FILE]

The texts are those of FILE (a head line, then the text first, parted by tabs), or the held-out
ones. It is processor time: what else the machine does is not in it. onnxruntime itself is loaded
before, as recognisers need it too.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import fmean
from time import process_time

import onnxruntime  # noqa: F401 - so that its memory is not counted as a scorer's
import psutil

from tools.polarity.folders import HELD_OUT
from tools.polarity.held_out import read_texts
from workers.engines.local.polarity import choose_scorer


def measure_cost(texts: list[str]) -> None:
    words = fmean(len(text.split()) for text in texts)
    print(f"{len(texts)} texts of {words:.1f} words")
    for wanted in ("lexicon", "model"):
        before = _find_memory_mb()
        scorer = choose_scorer(wanted)
        scorer.score("Ready.")
        loaded = _find_memory_mb()
        started = process_time()
        for text in texts:
            scorer.score(text)
        each_ms = (process_time() - started) / len(texts) * 1000
        print(
            f"{scorer.name}: {each_ms:.3f} ms a text, memory "
            f"+{loaded - before:.0f} MB loaded, +{_find_memory_mb() - before:.0f} MB after them"
        )


def _find_memory_mb() -> float:
    return float(psutil.Process().memory_info().rss) / 1e6


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else HELD_OUT / "numbers.tsv"
    measure_cost(list(dict.fromkeys(read_texts(given))))
