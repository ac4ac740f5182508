"""How well and how fast the embedded engine hears: pytest -m accuracy tests/accuracy

Needs ACCURACY=1, the sample recordings (SAMPLES_DIR, else ../shared/samples), and minutes of an
otherwise idle machine. With ACCURACY_TABLE=path the table is written there too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pyannote.core import Annotation, Segment

from tests.accuracy.scores import COLLAR_S, ErrorRates, error_rates
from tests.accuracy.truth import SAMPLES, Sample, samples_dir, turns
from tests.accuracy.words import count_errors

pytestmark = [
    pytest.mark.accuracy,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not os.environ.get("ACCURACY"), reason="measures for minutes: ACCURACY=1"),
    pytest.mark.skipif(not samples_dir().is_dir(), reason="no sample recordings; set SAMPLES_DIR"),
]

ROOT = Path(__file__).parents[2]
HEAD = (
    "| recording | voices: true, found | DER % known | DER % unknown | confusion % "
    "| DER % known, 0.25 s each side | WER % | voices, x real time, 1 core | draft, 1 core "
    "| draft, 2 cores | MB: main, child |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True)
class Figures:
    """What was measured of one sample; shares in percent, speeds in parts of real time."""

    sample: Sample
    voices: tuple[int | None, int]
    der: float | None
    der_unknown: float | None
    confusion: float | None
    der_wide: float | None
    wer: float | None
    voices_speed: float
    speed: tuple[float, float]
    memory_mb: tuple[float, float]
    notes: list[str]

    @property
    def row(self) -> str:
        def shown(value: float | None) -> str:
            return "" if value is None else f"{value:.1f}"

        true, found = self.voices
        return (
            f"| {self.sample.name} | {true or 1}, {found} | {shown(self.der)} | "
            f"{shown(self.der_unknown)} | {shown(self.confusion)} | "
            f"{shown(self.der_wide)} | {shown(self.wer)} | {self.voices_speed:.3f} | "
            f"{self.speed[0]:.2f} | {self.speed[1]:.2f} | "
            f"{self.memory_mb[0]:.0f}, {self.memory_mb[1]:.0f} |"
        )


@pytest.fixture(scope="module")
def figures() -> dict[str, Figures]:
    measured = {sample.name: figures_of(sample) for sample in SAMPLES}
    table = "\n".join([HEAD, *(one.row for one in measured.values())])
    print(f"\n{table}")
    if path := os.environ.get("ACCURACY_TABLE"):
        Path(path).write_text(table + "\n", encoding="utf-8")
    return measured


def figures_of(sample: Sample) -> Figures:
    truth = turns(sample)
    count = len(truth.labels()) if truth else 1
    unknown = run(sample, 0, cores=2)
    known = run(sample, count, cores=1)
    length_s = known["length_s"]
    rates, rates_unknown = scored(truth, known), scored(truth, unknown)
    wide = scored(truth, known, 2 * COLLAR_S)
    return Figures(
        sample=sample,
        voices=(count, len({one["speaker"] for one in unknown["utterances"]})),
        der=rates and rates.der,
        der_unknown=rates_unknown and rates_unknown.der,
        confusion=rates and rates.confusion,
        der_wide=wide and wide.der,
        wer=word_error_rate(sample.text, known) if sample.text else None,
        voices_speed=known["voices_s"] / length_s,
        speed=(known["whole_s"] / length_s, unknown["whole_s"] / length_s),
        memory_mb=(known["rss_mb"], known["child_rss_mb"]),
        notes=unknown["notes"],
    )


def run(sample: Sample, speakers: int, *, cores: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.accuracy.measure"]
    done = subprocess.run(
        [*command, str(sample.path), str(speakers), str(cores)],
        cwd=ROOT,
        env=os.environ | {"OPENBLAS_NUM_THREADS": str(cores)},
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def scored(
    truth: Annotation | None, told: dict[str, Any], collar_s: float = COLLAR_S
) -> ErrorRates | None:
    """None where the truth about the turns is not known."""
    if truth is None:
        return None
    found = Annotation()
    for row, one in enumerate(told["utterances"]):
        found[Segment(one["start_s"], one["end_s"]), row] = one["speaker"]
    return error_rates(truth, found, told["length_s"], collar_s)


def word_error_rate(text: str, told: dict[str, Any]) -> float:
    return count_errors(text, " ".join(one["text"] for one in told["utterances"])).percent


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_goals(sample: Sample, figures: dict[str, Figures]) -> None:
    found = figures[sample.name]
    if sample.alone:
        assert found.voices[1] == found.voices[0]
    for value, most in (
        (found.der, sample.most_der),
        (found.der_unknown, sample.most_der_unknown),
        (found.confusion, sample.most_confusion),
    ):
        if value is not None and most is not None:
            assert value <= most


def test_far_voices_are_told(figures: dict[str, Figures]) -> None:
    assert "voices_unsure" in figures["far-field"].notes
    assert "voices_unsure" not in figures["meeting-4-voices"].notes


def test_speed_and_memory(figures: dict[str, Figures]) -> None:
    meetings = [figures["meeting-2-voices"], figures["meeting-4-voices"]]
    assert max(one.voices_speed for one in meetings) <= 0.025  # 0.02 and the start of a process
    assert max(one.speed[0] for one in meetings) <= 0.15
    assert max(one.speed[1] for one in meetings) <= 0.09
    assert max(max(one.memory_mb) for one in figures.values()) <= 350
