"""What is kept of a picture once it lies at Slack: the words that go with it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime

from workers.charting.picture import Picture
from workers.domain.chart import Chart, ChartTopic, Pin, Quote, Row


def keep_chart(drawn: Picture, file_id: str, *, quoted: bool, plain: bool) -> Chart:
    """The chart that was just uploaded as `file_id`; its moments' words only where `quoted`."""
    return Chart(
        file_id=file_id,
        uploaded_at=datetime.now(UTC),
        alt_text=drawn.alt_text,
        finding=drawn.finding,
        rows=tuple(_rows(drawn)),
        quotes=tuple(_quotes(drawn)) if quoted else (),
        pins=tuple(Pin(each.number, each.at_s, each.start_s, each.end_s) for each in drawn.moments),
        topics=tuple(_topics(drawn)),
        plain=plain,
    )


def _rows(drawn: Picture) -> Iterator[Row]:
    for speaker, numbers in drawn.statistics.iterrows():
        polarity = float(numbers["mean"])
        yield Row(
            speaker=str(speaker),
            talk_time_s=float(numbers["talk_time_s"]),
            polarity=None if math.isnan(polarity) else polarity,
            level=drawn.levels.get(str(speaker)),
            brief=str(speaker) not in drawn.levels,
        )


def _topics(drawn: Picture) -> Iterator[ChartTopic]:
    speakers = [str(speaker) for speaker in drawn.statistics.index]
    for topic in drawn.topics:
        means = tuple(topic.means[speaker] for speaker in speakers)
        yield ChartTopic(start_s=topic.start_s, name=topic.name, means=means)


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
