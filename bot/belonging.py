"""Whether a click or a modal answer is about what it says: its value may name any analysis.

What a button carries came from us, but what arrives is what somebody sent. So it opens only what
belongs to the place that it was sent from.
"""

from __future__ import annotations

from bot.interactions import Click, ModalAnswer
from workers.domain.analysis import Analysis
from workers.intake import Intake


def find_clicked(click: Click, intake: Intake) -> Analysis | None:
    """The analysis that a click names, where it belongs to the team, channel and message of the
    click, or to whoever clicked in their Home tab. Raises `Unavailable`."""
    analysis = intake.find(click.analysis_id)
    if analysis is None or analysis.thread.team != click.team:
        return None
    if click.beside is None:
        return analysis if analysis.ask.asked_by == click.user else None
    at_home = analysis.thread.channel == click.beside.channel
    places = {click.message_ts, click.beside.ts} - {None}
    return analysis if at_home and places & _messages(analysis) else None


def find_answered(given: ModalAnswer, intake: Intake) -> Analysis | None:
    """The analysis that a window was opened for, where it belongs to the window's channel.

    Raises `Unavailable`.
    """
    analysis = intake.find(given.origin.analysis_id)
    if analysis is None or analysis.thread.team != given.team:
        return None
    return analysis if analysis.thread.channel == given.origin.channel else None


def _messages(analysis: Analysis) -> set[str | None]:
    return {analysis.thread.ts, analysis.ask.message_ts, *analysis.message_tss}
