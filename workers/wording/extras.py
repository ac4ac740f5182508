"""Also in this meeting: what was found beside who said what, one line for each kind of thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from workers.domain.extras import Extras, Pace, Point, Topic
from workers.wording.mrkdwn import escape, write_signed, write_span

TITLE = "Also in this meeting"
MOST_LINES = 5
_SHOWN = 3
_ITEM_LIMIT = 120
_FULL_LIMIT = 600


class _Kind(NamedTuple):
    title: str
    items: Sequence[str]


def pick_extras(extras: Extras) -> tuple[str, ...]:
    """At most five lines of mrkdwn, the most useful first; none where nothing was found."""
    return tuple(_line(kind) for kind in islice(_kinds(extras), MOST_LINES))


def list_extras(extras: Extras) -> tuple[str, ...]:
    """Every kind with all of its items, each a line of its own, for whoever asks for the rest."""
    return tuple(
        line
        for kind in _kinds(extras)
        for line in (f"*{kind.title}*", *(f"• {escape(item, _FULL_LIMIT)}" for item in kind.items))
    )


def has_rest(extras: Extras) -> bool:
    """Whether `list_extras` tells more than `pick_extras`, so that its button is worth a place."""
    kinds = tuple(_kinds(extras))
    return len(kinds) > MOST_LINES or any(
        len(kind.items) > _SHOWN or any(len(item) > _ITEM_LIMIT for item in kind.items)
        for kind in kinds
    )


def _line(kind: _Kind) -> str:
    shown = "; ".join(escape(item, _ITEM_LIMIT) for item in kind.items[:_SHOWN])
    more = len(kind.items) - _SHOWN
    return f"*{kind.title}:* {shown}" + (f"; and {more} more" if more > 0 else "")


def _kinds(extras: Extras) -> Iterator[_Kind]:
    """In the order of use to someone who missed the meeting; speakers in the engine's order."""
    kinds = (
        _Kind("Summary", extras.summary),
        _Kind("Action items", [_point(point) for point in extras.action_items]),
        _Kind("Questions", [_point(point) for point in extras.questions]),
        _Kind("Follow-ups", [_point(point) for point in extras.follow_ups]),
        _Kind("Topics", [_topic(topic) for topic in extras.topics]),
        _Kind("Trackers", [f"{tracked.name} ×{tracked.count}" for tracked in extras.trackers]),
        _Kind("Talk", tuple(_talk(extras))),
        _Kind("Pace", [said for pace in extras.paces if (said := _pace(pace))]),
    )
    return (kind for kind in kinds if kind.items)


def _point(point: Point) -> str:
    return f"{point.speaker}: {point.text}" if point.speaker else point.text


def _topic(topic: Topic) -> str:
    if topic.polarity is None:
        return topic.text
    return f"{topic.text} ({write_signed(topic.polarity)})"


def _talk(extras: Extras) -> Iterator[str]:
    amounts = {"talk": extras.talk_s, "silence": extras.silence_s, "overlap": extras.overlap_s}
    return (f"{write_span(amount)} of {what}" for what, amount in amounts.items() if amount)


def _pace(pace: Pace) -> str:
    parts = []
    if pace.talk_s:
        parts.append(f"{write_span(pace.talk_s)} of talk")
    if pace.words_per_minute:
        parts.append(f"{pace.words_per_minute:.0f} words per minute")
    return f"{pace.speaker}: {', '.join(parts)}" if parts else ""
