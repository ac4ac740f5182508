"""The sample recordings, and what is true of them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pyannote.core import Annotation, Segment

TWO_CITIES = """
it was the best of times it was the worst of times it was the age of wisdom it was the age of
foolishness it was the epoch of belief it was the epoch of incredulity it was the season of light it
was the season of darkness it was the spring of hope it was the winter of despair we had everything
before us we had nothing before us we were all going direct to heaven we were all going direct the
other way in short the period was so far like the present period that some of its noisiest
authorities insisted on its being received for good or for evil in the superlative degree of
comparison only
"""
ASK_NOT = """
and so my fellow americans ask not what your country can do for you ask what you can do for your
country
"""


@dataclass(frozen=True)
class Sample:
    """A recording with its truth; the goals are in percent, None where there is none."""

    name: str
    text: str = ""
    alone: bool = True
    """One person speaks at a time, near the microphone."""
    most_der: float | None = None
    most_der_unknown: float | None = None
    most_confusion: float | None = None

    @property
    def path(self) -> Path:
        return samples_dir() / f"{self.name}.flac"


SAMPLES = (
    Sample("meeting-2-voices", most_der=10, most_der_unknown=12, most_confusion=1.5),
    Sample("meeting-4-voices", most_der=10, most_der_unknown=12, most_confusion=1.5),
    Sample("telephone-2-voices", most_der=8, most_der_unknown=12),
    Sample("far-field", alone=False, most_der=44, most_der_unknown=44),
    Sample("reading-1-voice", text=TWO_CITIES),
    Sample("speech-jfk", text=ASK_NOT),
)


def samples_dir() -> Path:
    root = Path(__file__).parents[2]
    return Path(os.environ.get("SAMPLES_DIR") or root.parent / "shared" / "samples")


def turns(sample: Sample) -> Annotation | None:
    """Who speaks when; None where only the words are known."""
    path = sample.path.with_suffix(".rttm")
    if not path.exists():
        return None
    found = Annotation(uri=sample.name)
    for row, line in enumerate(path.read_text().splitlines()):
        fields = line.split()
        if fields and fields[0] == "SPEAKER":
            start_s, length_s = float(fields[3]), float(fields[4])
            found[Segment(start_s, start_s + length_s), row] = fields[7]
    return found
