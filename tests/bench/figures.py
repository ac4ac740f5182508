"""A figure: what was measured, beside what it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of the table. `ours` and `other` are in `unit`; less is better."""

    what: str
    goal: str
    ours: float
    unit: str
    met: bool
    compared_with: str
    other: float
    notes: str = ""

    @property
    def ratio(self) -> str:
        """Ours as a share of the other."""
        return f"{self.ours / self.other:.2f}" if self.other else "–"


def markdown(figures: Iterable[Figure]) -> str:
    """The table."""
    head = "| figure | goal | measured | met | compared with | that | ratio | notes |"
    rows = [
        f"| {each.what} | {each.goal} | {each.ours:.3g} {each.unit} | "
        f"{'yes' if each.met else '**no**'} | {each.compared_with} | "
        f"{each.other:.3g} {each.unit} | {each.ratio} | {each.notes} |"
        for each in figures
    ]
    return "\n".join([head, "|---" * 8 + "|", *rows])


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` percent of all are not above."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(share) // 100) - 1)]
