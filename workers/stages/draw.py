"""draw: frames, chart, and the bytes sent to Slack, where nobody sees them yet."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from workers.charting import picture
from workers.charting.picture import Look, Picture
from workers.domain.analysis import Analysis, Chart, Edits, Quote, Row, Stage
from workers.domain.phrases import apply_phrases
from workers.stages import Next, Shift, Tools
from workers.wording.recordings import write_heading

CHART_NAME = "undertone-{id}.png"
TITLE_LIMIT = 40
"""As much as the chart's subtitle has room for."""


def draw(turn: Shift, tools: Tools) -> Next:
    """Draw as the channel likes it, with what people have put right; the file's id is recorded
    before Slack is told to keep the file."""
    analysis = turn.analysis
    thread, channels = analysis.thread, tools.channels
    settings = channels.settings(thread.team, thread.channel)
    heard = tools.meeting(analysis.id)
    titled = replace(heard, title=heard.title or write_heading(analysis.recording, TITLE_LIMIT))
    analysis = replace(analysis, edits=_score_mends(analysis, heard.scorer, tools))
    meeting = apply_phrases(analysis.edits.applied(titled), settings.phrases)
    colours = channels.colours(thread.team, thread.channel, meeting.speakers)
    known = analysis.known_names(heard)
    look = Look(settings.theme, settings.names, colours, known, settings.quotes)
    drawn = picture.draw_picture(meeting, look)
    file_id = tools.slack.upload(CHART_NAME.format(id=analysis.id), drawn.png)
    channels.remember_colours(thread.team, thread.channel, drawn.colours)
    quotes = tuple(_quotes(drawn)) if settings.quotes else ()
    stale = (*analysis.stale_files, *([analysis.chart.file_id] if analysis.chart else []))
    return Next(
        replace(
            analysis,
            stage=Stage.ATTACH,
            chart=_chart(analysis, drawn, file_id, quotes),
            stale_files=stale,
        )
    )


def _score_mends(analysis: Analysis, scorer: str, tools: Tools) -> Edits:
    """The edits with a polarity for the words that people have mended, where they are English."""
    edits = analysis.edits
    new = [mend.text for mend in edits.mends if mend.text and not mend.scored]
    if not new or not (analysis.ask.language or "en").lower().startswith("en"):
        return edits
    polarities = iter(tools.score(new, scorer))
    return replace(
        edits,
        mends=tuple(
            replace(mend, polarity=next(polarities), scored=True)
            if mend.text and not mend.scored
            else mend
            for mend in edits.mends
        ),
    )


def _chart(analysis: Analysis, drawn: Picture, file_id: str, quotes: tuple[Quote, ...]) -> Chart:
    return Chart(
        file_id=file_id,
        uploaded_at=datetime.now(UTC),
        alt_text=drawn.alt_text,
        finding=drawn.finding,
        rows=tuple(_rows(drawn)),
        quotes=quotes,
        plain=analysis.chart is not None and analysis.chart.plain,
    )


def _rows(drawn: Picture) -> Iterator[Row]:
    for speaker, numbers in drawn.statistics.iterrows():
        polarity = float(numbers["mean"])
        yield Row(
            speaker=str(speaker),
            talk_time_s=float(numbers["talk_time_s"]),
            polarity=None if math.isnan(polarity) else polarity,
            utterances=int(numbers["utterances"]),
        )


def _quotes(drawn: Picture) -> Iterator[Quote]:
    for moment in drawn.moments:
        yield Quote(
            number=moment.number,
            at_s=moment.at_s,
            speaker=moment.speaker,
            text=moment.quote,
            polarity=moment.polarity,
            utterance=moment.utterance,
        )
