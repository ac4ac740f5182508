"""Chart: the picture of a meeting as it lies at Slack, with its words, and closer looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workers.domain.level import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The picture as it lies at Slack, and the words that go with it in the thread.

    `plain` means that it is shared as a file of its own, because Slack would not show it inside a
    message.
    """

    file_id: str
    uploaded_at: datetime
    alt_text: str
    finding: str
    rows: tuple[Row, ...]
    quotes: tuple[Quote, ...] = ()
    pins: tuple[Pin, ...] = ()
    topics: tuple[ChartTopic, ...] = ()
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One speaker in the table under the chart; `polarity` is None where nothing was scored.

    `level` is what the words were like on the whole: None where nothing was scored, and in records
    from before there was one. `brief` says that too little was said to tell.
    """

    speaker: str
    talk_time_s: float
    polarity: float | None
    level: Level | None = None
    brief: bool = False


@dataclass(frozen=True, slots=True)
class ChartTopic:
    """What was talked about from a time on, "" where that has no name; each speaker's mean polarity
    in the order of the rows, None where nothing was scored."""

    start_s: float
    name: str
    means: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """One numbered moment of the chart, in words."""

    number: int
    at_s: float
    speaker: str
    text: str
    polarity: float
    utterance: int
    """Its place in the meeting."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a numbered moment of the chart is, in seconds; known also where nothing is quoted."""

    number: int
    at_s: float
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CloserLook:
    """A stretch of the meeting (seconds) in a picture of its own, in the chart's thread.

    `number` tells it from the others of this chart. `wanted` says that somebody waits for it; else
    it is drawn anew only because the chart has changed. `done` is False while it is to be drawn.
    """

    number: int
    opens_s: float
    closes_s: float
    asked_by: str
    wanted: bool = True
    done: bool = False
    chart: Chart | None = None
    ts: str | None = None

    @property
    def event(self) -> str:
        """What its message is known by, beside the analysis."""
        return f"closer_{self.number}"
