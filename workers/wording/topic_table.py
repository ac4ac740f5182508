"""Means by topic in the thread, and as lines where a server knows no tables: one a topic, with one
column a speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workers.domain.chart import ChartTopic, Row
from workers.wording.mrkdwn import shorten, write_clock, write_signed

MOST_COLUMNS = 6
"""Speakers; more make lines longer than a phone shows."""
NAME, TOPIC = 9, 18
"""Letters of a speaker's and of a topic's name."""
HEAD = "Polarity by topic"


def write_topics(rows: Sequence[Row], topics: Sequence[ChartTopic]) -> Iterator[str]:
    """The table in fixed-width type, of those who spoke longest; nothing without topics."""
    if not topics:
        return
    longest = sorted(range(len(rows)), key=lambda place: -rows[place].talk_time_s)[:MOST_COLUMNS]
    shown = sorted(longest)
    names = [_clean(rows[place].speaker, NAME) for place in shown]
    clock = max(len(write_clock(topic.start_s)) for topic in topics)
    width = max(len(HEAD), clock + 2 + max(len(topic.name) for topic in topics))
    width = min(width, clock + 2 + TOPIC)
    lines = [f"{HEAD:<{width}}  {_line_up(names)}"]
    for topic in topics:
        about = f"{write_clock(topic.start_s):>{clock}}  {_clean(topic.name, TOPIC)}"
        means = [topic.means[place] for place in shown]
        lines.append(f"{about:<{width}}  {_line_up([*map(write_mean, means)])}")
    body = "\n".join(line.rstrip() for line in lines)
    yield f"```\n{_escape(body)}\n```"


def name_topic(topic: ChartTopic) -> str:
    """The head of its column: its name and when it begins."""
    return f"{_clean(topic.name, TOPIC)} {write_clock(topic.start_s)}".strip()


def write_mean(mean: float | None) -> str:
    """A mean polarity in a cell."""
    return "–" if mean is None else write_signed(mean)


def _line_up(cells: Sequence[str]) -> str:
    return " ".join(f"{cell:>{NAME}}" for cell in cells)


def _clean(name: str, most: int) -> str:
    """No backticks, which would end the fixed-width block."""
    return shorten(" ".join(name.replace("`", "'").split()), most)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
