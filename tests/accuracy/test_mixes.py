"""How well voices are told apart in many mixed meetings: part of `make accuracy`."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from pyannote.core import Annotation, Segment

from tests.accuracy.mixes import CONDITIONS, Mix, mixes
from tests.accuracy.scores import error_rates
from tests.accuracy.truth import samples_dir
from workers.engines.local.sound import RATE, Sound
from workers.engines.local.voices.speakers import Voices, find_voices

pytestmark = [
    pytest.mark.accuracy,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not os.environ.get("ACCURACY"), reason="measures for minutes: ACCURACY=1"),
    pytest.mark.skipif(not samples_dir().is_dir(), reason="no sample recordings; set SAMPLES_DIR"),
]

HEAD = (
    "| mixes | meetings, min | count right | DER % known | confusion % | DER % unknown |\n"
    "|---|---|---|---|---|---|"
)


@dataclass(frozen=True)
class Figures:
    """Of one mix, in percent."""

    minutes: float
    counted: bool
    der: float
    confusion: float
    der_unknown: float


@pytest.fixture(scope="module")
def figures() -> dict[str, list[Figures]]:
    measured: dict[str, list[Figures]] = defaultdict(list)
    for mix in mixes():
        measured[mix.condition].append(figures_of(mix))
    table = "\n".join([HEAD, *(row(name, found) for name, found in measured.items())])
    print(f"\n{table}")
    if path := os.environ.get("ACCURACY_TABLE"):
        Path(path).with_suffix(".mixes.md").write_text(table + "\n", encoding="utf-8")
    return measured


def figures_of(mix: Mix) -> Figures:
    with tempfile.TemporaryFile() as spool:
        spool.write((np.clip(mix.samples, -1, 1) * 32767).astype("<i2").tobytes())
        spool.flush()
        sound = Sound(spool.fileno(), 1, len(mix.samples))
        known, unknown = (find_voices(sound, count, lambda _: None) for count in (mix.voices, None))
    rates = [
        error_rates(mix.truth, annotation(found), sound.length_s) for found in (known, unknown)
    ]
    return Figures(
        minutes=len(mix.samples) / RATE / 60,
        counted=unknown.number == mix.voices,
        der=rates[0].der,
        confusion=rates[0].confusion,
        der_unknown=rates[1].der,
    )


def annotation(found: Voices) -> Annotation:
    drawn = Annotation()
    for row, turn in enumerate(found.turns):
        drawn[Segment(turn.start_s, turn.end_s), row] = turn.voice
    return drawn


def row(name: str, found: list[Figures]) -> str:
    minutes, counted = (
        sum(getattr(one, field) for one in found) for field in ("minutes", "counted")
    )
    means = (
        float(np.mean([getattr(one, field) for one in found]))
        for field in ("der", "confusion", "der_unknown")
    )
    shown = " | ".join(f"{mean:.1f}" for mean in means)
    return f"| {name} | {len(found)}, {minutes:.0f} | {counted} of {len(found)} | {shown} |"


@pytest.mark.parametrize(
    ("condition", "most_confusion", "least_counted"),
    [
        ("near", 1.5, 0.8),
        ("telephone", 3.0, 0.6),
        ("room", 3.0, 0.8),
        ("noise", 3.0, 0.8),
        ("gated", 5.0, 0.6),
        ("landline", 5.0, 0.5),
    ],
)
def test_mixes(
    condition: str,
    most_confusion: float,
    least_counted: float,
    figures: dict[str, list[Figures]],
) -> None:
    found = figures[condition]
    assert np.mean([one.confusion for one in found]) <= most_confusion
    assert np.mean([one.counted for one in found]) >= least_counted


def test_every_condition_is_measured(figures: dict[str, list[Figures]]) -> None:
    assert figures.keys() == CONDITIONS.keys()
