"""Script: what is said in the stand-in's recordings."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """One sentence. `voice` counts from 0; `score` is its polarity, None where it has none."""

    voice: int
    start_s: float
    lasts_s: float
    text: str
    score: float | None


MEETING = (
    Line(0, 1.02, 4.7, "Good morning, the pilot went really well.", 0.62),
    Line(1, 6.5, 3.1, "I am worried about the late deliveries.", -0.55),
    Line(0, 10.0, 2.4, "What would help you most?", 0.0),
    Line(1, 13.25, 5.0, "A second pair of hands by Friday.", 0.3),
    Line(0, 19.0, 3.3, "Agreed, I will ask for it today.", 0.41),
)
