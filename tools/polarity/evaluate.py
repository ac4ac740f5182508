"""Evaluate: the files that ship, measured on what they were not trained with.

    DATA=folder [WEIGHTS=folder] [PLOT=plot.png] python -m tools.polarity.evaluate [FILE ...]

A FILE is labelled: a head line and then text, a label (pos, neu, neg, or signs that are all right,
like `+0`), and perhaps a kind, parted by tabs. Needs no torch: it runs what runs in the engine.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from pathlib import Path
from time import process_time

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas

from tools.polarity.augment import write_plainly
from tools.polarity.fairness import measure_fairness, measure_held_out
from tools.polarity.figures import call_signs, find_bins, measure
from tools.polarity.folders import find_data, find_work
from tools.polarity.held_out import read_held_out
from tools.polarity.sources import read_goemotions
from workers.engines.local.polarity.encoder import Weigh, build_encoder
from workers.engines.local.polarity.lexicon import look_words_up

SIGNS = {"+": 1, "-": -1, "0": 0, "pos": 1, "neg": -1, "neu": 0}
BINS = 10


def evaluate(labelled: list[Path]) -> None:
    folder = Path(os.environ.get("WEIGHTS", find_work() / "weights"))
    scorers = {"encoder": build_encoder(folder), "lexicon": look_words_up}
    for path in labelled:
        for name, weigh in scorers.items():
            _tell_labelled(path, name, weigh)
    for name, weigh in scorers.items():
        _tell_held_out(name, weigh)
    _tell_goemotions(scorers)
    for name, weigh in scorers.items():
        print(f"\nfairness, {name}: largest mean difference")
        for kind, difference in measure_fairness(weigh).items():
            print(f"  {kind:28s} {difference:+.3f}")


def _tell_labelled(path: Path, name: str, weigh: Weigh) -> None:
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    texts = [line[0] for line in lines]
    right = [_read_signs(line[1]) for line in lines]
    scores = [weigh(text) for text in texts]
    called = [int(sign) for sign in call_signs(scores)]
    wrong = [at for at, sign in enumerate(called) if sign not in right[at]]
    print(f"\n{path.name}, {name}: {len(wrong)} of {len(texts)} wrong")
    for at in wrong if name == "encoder" else ():
        print(f"  {scores[at]:+.2f}  right: {lines[at][1]:3s} {texts[at][:90]}")
    if all(len(signs) == 1 for signs in right):
        truth = [signs[0] for signs in right]
        plain = [weigh(write_plainly(text)) for text in texts]
        for kind, figure in measure(truth, scores).items():
            print(f"  {kind:16s} {figure}")
        print(f"  macro-F1 without capitals and signs {measure(truth, plain)['macro-F1']}")
    if name == "encoder" and len(lines[0]) > 2:
        kinds = defaultdict(list)
        for at, line in enumerate(lines):
            kinds[line[2]].append(at not in wrong)
        print("  " + ", ".join(f"{kind} {sum(ok)}/{len(ok)}" for kind, ok in sorted(kinds.items())))


def _tell_held_out(name: str, weigh: Weigh) -> None:
    kinds = defaultdict(list)
    print(f"\nour held-out sentences, {name}")
    for text, label, kind in read_held_out():
        score = weigh(text)
        right = int(call_signs([score])[0]) == SIGNS[label]
        kinds[kind].append(right)
        if name == "encoder" and not right:
            print(f"  {score:+.2f}  right: {label:3s} {text}")
    print("  " + ", ".join(f"{kind} {sum(ok)}/{len(ok)}" for kind, ok in kinds.items()))
    print(f"our held-out people and pairs, {name}: mean difference, mean distance")
    for kind, (difference, distance) in measure_held_out(weigh).items():
        print(f"  {kind:28s} {difference:+.3f} {distance:.3f}")


def _tell_goemotions(scorers: dict[str, Weigh]) -> None:
    rows = [row for row in read_goemotions(find_data(), "test") if row.sign is not None]
    truth = [row.sign or 0 for row in rows]
    for name, weigh in scorers.items():
        started = process_time()
        scores = [weigh(row.text) for row in rows]
        each_ms = (process_time() - started) / len(rows) * 1000
        print(f"\nGoEmotions test, {name}: {len(rows)} texts, {each_ms:.2f} ms each")
        for kind, figure in measure(truth, scores).items():
            print(f"  {kind:16s} {figure}")
        if name == "encoder" and "PLOT" in os.environ:
            _plot(truth, scores, Path(os.environ["PLOT"]))


def _read_signs(label: str) -> tuple[int, ...]:
    return (SIGNS[label],) if label in SIGNS else tuple(SIGNS[sign] for sign in label)


def _plot(truth: list[int], scores: list[float], path: Path) -> None:
    """The reliability plot: what was said to be so, against how it was."""
    canvas = Canvas(figsize=(6, 6), dpi=100, layout="constrained")
    axes = canvas.add_subplot()
    axes.plot([-1, 1], [-1, 1], color="0.7", linewidth=1)
    for said, been, count in find_bins(truth, scores, BINS):
        axes.plot(said, been, "o", color="#2a6f97", markersize=4 + (count / len(truth)) ** 0.5 * 30)
        axes.annotate(f"{count:.0f}", (said, been), xytext=(8, -12), textcoords="offset points")
    axes.set(xlim=(-1, 1), ylim=(-1, 1), aspect="equal")
    axes.set_xlabel("mean score of a tenth of the scale")
    axes.set_ylabel("mean of what people said (−1, 0, +1)")
    axes.set_title("Scores against GoEmotions’ test part, texts per dot")
    FigureCanvasAgg(canvas)
    canvas.savefig(path)


if __name__ == "__main__":
    evaluate([Path(name) for name in sys.argv[1:]])
