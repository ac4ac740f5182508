"""Offers to chart what was posted: everything that is needed travels in the button's value."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from bot.interactions import Click
from bot.payloads import Heard
from workers.domain.recording import Kind, Recording
from workers.domain.thread import Thread
from workers.wording import offer


@dataclass(frozen=True, slots=True)
class Carried:
    """A message with recordings, short: its ts, its thread's, links, and files of Slack."""

    ts: str
    thread_ts: str | None
    links: tuple[str, ...]
    files: tuple[CarriedFile, ...]


@dataclass(frozen=True, slots=True)
class CarriedFile:
    id: str
    name: str
    kind: Kind
    size_bytes: int | None


def pack_offer(heard: Heard, recordings: tuple[Recording, ...]) -> str | None:
    """What the button carries for these recordings; None where it would be too long."""
    value = msgspec.json.encode(
        Carried(
            ts=heard.ts,
            thread_ts=heard.thread.ts,
            links=tuple(each.link for each in recordings if each.link),
            files=tuple(
                CarriedFile(each.slack_file, each.name, each.kind, each.size_bytes)
                for each in recordings
                if each.slack_file
            ),
        )
    ).decode()
    return value if len(value) <= offer.VALUE_LIMIT else None


def unpack_offer(click: Click, channel: str) -> Heard:
    """The message whose offer was taken, as far as a chart needs it."""
    message = msgspec.json.decode(click.value, type=Carried)
    return Heard(
        thread=Thread(click.team, channel, message.thread_ts),
        ts=message.ts,
        user=click.user,
        links=message.links,
        uploads=tuple(
            Recording(
                slack_file=each.id, name=each.name, kind=each.kind, size_bytes=each.size_bytes
            )
            for each in message.files
        ),
    )
