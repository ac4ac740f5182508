"""What someone asked for: what is running, what is charted, and which of it holds some words."""

from __future__ import annotations

from collections.abc import Iterable

from workers.domain.analysis import Analysis


def select_running(analyses: Iterable[Analysis]) -> list[Analysis]:
    """Those that workers have something to do for, in the order given."""
    return [each for each in analyses if not each.done]


def find_charts(analyses: Iterable[Analysis], words: str) -> list[Analysis]:
    """Finished charts that hold every one of the words, in the order given: in their recording's
    name, host or day, in the finding, or in what a speaker is called."""
    wanted = words.casefold().split()
    return [
        each
        for each in select_charted(analyses)
        if all(word in text for text in [_say_all(each)] for word in wanted)
    ]


def select_charted(analyses: Iterable[Analysis]) -> list[Analysis]:
    """Those with a finished chart, in the order given."""
    return [each for each in analyses if each.done and each.answer_ts is not None]


def _say_all(analysis: Analysis) -> str:
    recording, chart = analysis.recording, analysis.chart
    days = (recording.made_at, analysis.accepted_at)
    known = [recording.called, recording.host, *(f"{day.day} {day:%B %Y}" for day in days if day)]
    if chart is not None:
        known += [chart.finding, *(row.speaker for row in chart.rows)]
    return " ".join(known).casefold()
