"""What someone asked for: what is running, and what is charted."""

from __future__ import annotations

from collections.abc import Iterable

from workers.domain.analysis import Analysis


def select_running(analyses: Iterable[Analysis]) -> list[Analysis]:
    """Those that workers have something to do for, in the order given."""
    return [each for each in analyses if not each.done]


def select_charted(analyses: Iterable[Analysis]) -> list[Analysis]:
    """Those with a finished chart, in the order given."""
    return [each for each in analyses if each.done and each.answer_ts is not None]
