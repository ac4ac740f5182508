"""Who spoke how much, and what their words were like: a table for the eye, lines for the ear.

Numbers stand in the files, save the means by topic. Rows are in order of appearance, so that nobody
is ranked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from workers.domain.chart import ChartTopic, Row
from workers.domain.level import Level
from workers.domain.post import Block, make_table
from workers.domain.strongest import CUT_OFF
from workers.wording.finding import UNSCORED, write_level, write_share
from workers.wording.mrkdwn import clean_line, escape
from workers.wording.topic_table import name_topic, write_mean

HEAD = ("Speaker", "Share of talk", "Words")
TOO_LITTLE = "too little to tell"
NAMELESS = "No name"
NAME_LIMIT = 80
MOST_ROWS = 98
"""Slack takes 100, the head and the line about the rest among them."""
TABLE_LIMIT = 5000
"""Characters: Slack takes 10,000 in a table, and some 13,000 in all blocks of a message."""


def make_speaker_table(rows: Sequence[Row], topics: Sequence[ChartTopic] = ()) -> Block | None:
    """A table block; None where nobody spoke. Without any polarity it has two columns, with it one
    more for the mean in each topic."""
    if not rows:
        return None
    scored = any(row.polarity is not None for row in rows)
    about = [name_topic(topic) for topic in topics] if scored else []
    columns = (3 if scored else 2) + len(about)
    head = (*HEAD, *about)[:columns]
    told, room = [head], TABLE_LIMIT - sum(map(len, head))
    for place, row in enumerate(rows[:MOST_ROWS]):
        means = [write_mean(topic.means[place]) for topic in topics]
        cells = (_name(row), _share(row, rows), _words(row), *means)[:columns]
        room -= sum(map(len, cells))
        if room < 0:
            break
        told.append(cells)
    if len(told) <= len(rows):
        told.append((_more(len(rows) - len(told) + 1), *("",) * (columns - 1)))
    return make_table(told, right={1, *range(3, columns)})


def list_speakers(rows: Sequence[Row], room: int) -> str:
    """The same in lines of mrkdwn, of at most `room` characters."""
    scored = any(row.polarity is not None for row in rows)
    lines: list[str] = []
    for place, row in enumerate(rows):
        words = f", {_words(row)}" if scored else ""
        line = (
            f"• {_isolate(escape(_name(row), NAME_LIMIT))}: {_share(row, rows)} of the talk{words}"
        )
        rest = f"• {_more(len(rows) - place)}"
        last = place == len(rows) - 1
        if sum(map(len, lines)) + len(lines) + len(line) + (0 if last else len(rest) + 1) > room:
            return "\n".join([*lines, rest])[:room]
        lines.append(line)
    return "\n".join(lines)


def _name(row: Row) -> str:
    return clean_line(row.speaker, NAME_LIMIT) or NAMELESS


def _isolate(name: str) -> str:
    """A name from right to left keeps to itself, and does not turn round the line it stands in."""
    turns = any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in name)
    return f"\u2068{name}\u2069" if turns else name


def _share(row: Row, rows: Sequence[Row]) -> str:
    spoken_s = sum(each.talk_time_s for each in rows)
    return write_share(row.talk_time_s / spoken_s if spoken_s else 0.0)


def _words(row: Row) -> str:
    if row.polarity is None:
        return UNSCORED
    if row.brief:
        return TOO_LITTLE
    return write_level(row.level or _guess_level(row.polarity))


def _guess_level(polarity: float) -> Level:
    """Of a record from before there were levels."""
    if abs(polarity) <= CUT_OFF:
        return Level.NEUTRAL
    return Level.POSITIVE if polarity > 0 else Level.NEGATIVE


def _more(count: int) -> str:
    return f"… and {count} more"
