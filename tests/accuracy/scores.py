"""Error rates as pyannote.metrics counts them."""

from __future__ import annotations

from typing import NamedTuple

from pyannote.core import Annotation, Segment, Timeline
from pyannote.metrics.diarization import DiarizationErrorRate

COLLAR_S = 0.25
"""Not scored around every change; pyannote means both sides together by it."""


class ErrorRates(NamedTuple):
    """In percent of speech, overlap scored."""

    der: float
    confusion: float


def error_rates(
    truth: Annotation, found: Annotation, length_s: float, collar_s: float = COLLAR_S
) -> ErrorRates:
    """Diarization error rate and speaker confusion of a recording of `length_s`."""
    metric = DiarizationErrorRate(collar=collar_s, skip_overlap=False)
    parts = metric(truth, found, uem=Timeline([Segment(0, length_s)]), detailed=True)
    return ErrorRates(
        100 * float(parts["diarization error rate"]),
        100 * float(parts["confusion"]) / float(parts["total"]),
    )
