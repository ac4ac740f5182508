"""Mending: the window in which one line is put right, opened under a chart or beside a quote."""

from __future__ import annotations

from slack_sdk import WebClient

from bot import naming, tell
from bot.interactions import Click, Origin
from bot.pressing import explain_unchanged
from workers.domain.analysis import Analysis
from workers.domain.chart import Quote
from workers.intake import Intake
from workers.wording import mending_window, replies


def open_mending_window(
    click: Click, client: WebClient, intake: Intake, utterance: int | None = None
) -> str | None:
    """Begins with the quote of this utterance; without one, with the first moment of the chart."""
    analysis, beside = intake.find(click.analysis_id), click.beside
    if analysis is None or beside is None:
        return replies.GONE
    if intake.settings(click.team, beside.channel).names != "real":
        return replies.NAMES_HIDDEN
    people = naming.mark_speakers(intake.introductions(analysis.id), analysis.edits.names)
    quotes = analysis.chart.quotes if analysis.chart else ()
    quote = next(iter(quotes), None) if utterance is None else find_quote(analysis, utterance)
    if not people or (utterance is not None and quote is None):
        return explain_unchanged(intake, analysis.id)
    origin = Origin(channel=beside.channel, thread_ts=beside.ts, analysis_id=analysis.id)
    view = mending_window.write_mending_modal(origin.packed(), people, quote)
    return None if tell.open_modal(client, click.trigger_id, view) else replies.PRESS_AGAIN


def find_quote(analysis: Analysis, utterance: int | None) -> Quote | None:
    """The moment of the chart that quotes this utterance, where it still does."""
    quotes = analysis.chart.quotes if analysis.chart else ()
    return next((quote for quote in quotes if quote.utterance == utterance), None)
