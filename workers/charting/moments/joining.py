"""Runs of several voices at one time are one event: they lift together, dip together, or part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workers.charting import frames
from workers.charting.moments.scan import Run
from workers.domain.moment import MomentKind

SHARED = 0.5
"""How much of the shorter of two runs has to lie within the other."""
SIDE = 0.25
"""How far on its own side of neutral each of two voices has to be to part: beside a neutral voice
there is only a dip or a rise."""


@dataclass(frozen=True, slots=True)
class Event:
    """One or more runs at one time; of voices that part, the more positive one first."""

    kind: MomentKind
    runs: tuple[Run, ...]

    @property
    def start_s(self) -> float:
        return min(_span(run)[0] for run in self.runs)

    @property
    def end_s(self) -> float:
        return max(_span(run)[1] for run in self.runs)

    @property
    def middle_s(self) -> float:
        """Where most of its words are said."""
        words = [frames.weigh_utterances(run.spoken) for run in self.runs]
        middles = [run.spoken["middle_s"].to_numpy() for run in self.runs]
        return float(np.average(np.concatenate(middles), weights=np.concatenate(words)))


def join_runs(runs: Sequence[Run]) -> list[Event]:
    """The events around runs that are sure, in their order; what is only likely joins or goes."""
    left = list(runs)
    events = []
    for lead in runs:
        if lead.sure and lead in left:
            beside = list(_beside(lead, left))
            event = _part(lead, beside) or _lift_or_dip(lead, beside)
            events.append(event)
            left = [run for run in left if run not in (lead, *beside)]
    return events


def _beside(lead: Run, left: Sequence[Run]) -> Iterator[Run]:
    """The most surprising run of each other voice at the same time."""
    heard = {lead.speaker}
    for run in left:
        if run.speaker not in heard and _at_one_time(lead, run):
            heard.add(run.speaker)
            yield run


def _part(lead: Run, beside: Sequence[Run]) -> Event | None:
    for other in beside:
        upper, lower = (lead, other) if lead.sign > 0 else (other, lead)
        apart = other.sign != lead.sign
        if (
            apart
            and frames.average_polarity(upper.spoken) >= SIDE
            and frames.average_polarity(lower.spoken) <= -SIDE
        ):
            return Event(MomentKind.DISAGREEMENT, (upper, lower))
    return None


def _lift_or_dip(lead: Run, beside: Sequence[Run]) -> Event:
    kind = MomentKind.RISE if lead.sign > 0 else MomentKind.DIP
    return Event(kind, (lead, *(run for run in beside if run.sign == lead.sign)))


def _at_one_time(run: Run, other: Run) -> bool:
    spans = [_span(run), _span(other)]
    shared_s = min(end_s for _, end_s in spans) - max(start_s for start_s, _ in spans)
    return shared_s >= SHARED * min(end_s - start_s for start_s, end_s in spans)


def _span(run: Run) -> tuple[float, float]:
    return float(run.spoken["start_s"].iloc[0]), float(run.spoken["end_s"].max())
