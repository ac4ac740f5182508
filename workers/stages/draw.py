"""draw: frames, chart, and the bytes sent to Slack, where nobody sees them yet."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from workers import picture
from workers.analysis import Analysis, Chart, Quote, Row, Stage
from workers.meeting import Meeting
from workers.picture import Picture
from workers.stages import Next, Tools, Turn

CHART_NAME = "undertone-{id}.png"


def draw(turn: Turn, tools: Tools) -> Next:
    """The file's id is recorded before Slack is told to keep the file."""
    analysis = turn.analysis
    meeting = tools.meeting(analysis.id)
    drawn = picture.draw(replace(meeting, title=meeting.title or analysis.recording.name))
    file_id = tools.slack.upload(CHART_NAME.format(id=analysis.id), drawn.png)
    chart = _chart(analysis, meeting, drawn, file_id)
    return Next(replace(analysis, stage=Stage.ATTACH, chart=chart))


def _chart(analysis: Analysis, meeting: Meeting, drawn: Picture, file_id: str) -> Chart:
    return Chart(
        file_id=file_id,
        uploaded_at=datetime.now(UTC),
        alt_text=drawn.alt_text,
        finding=drawn.finding,
        rows=tuple(_rows(drawn)),
        quotes=tuple(_quotes(drawn, meeting)),
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


def _quotes(drawn: Picture, meeting: Meeting) -> Iterator[Quote]:
    for moment in drawn.moments:
        yield Quote(
            number=moment.number,
            at_s=moment.at_s,
            speaker=meeting.utterances[moment.utterance].speaker,
            text=moment.quote,
            polarity=moment.polarity,
        )
