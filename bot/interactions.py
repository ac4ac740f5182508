"""Clicks, modals and menus into our nouns; `bot.payloads` does the same for events and commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from bot.payloads import Body, find_response_url, find_team
from workers.domain import actions
from workers.domain.thread import Thread

MOST_TYPED = 3000
"""Characters, as many as Slack lets a line have. What arrives is what somebody sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """A button or select that someone used.

    `beside` is where words for them alone belong: the message's thread, or its channel where it
    stands in none; None in the Home tab. `trigger_id` opens a modal, within three seconds.
    """

    team: str
    user: str
    value: str = field(repr=False)
    beside: Thread | None
    message_ts: str | None = None
    """The message that it stands in; None in the Home tab."""
    trigger_id: str = field(repr=False)
    response_url: str | None = field(default=None, repr=False)

    @property
    def analysis_id(self) -> str:
        return actions.unpack_value(self.value)[0]

    @property
    def rest(self) -> str:
        """What the value says beside the analysis."""
        return actions.unpack_value(self.value)[1]

    @property
    def choice(self) -> str:
        """Of a menu, which choice it was."""
        return actions.unpack_choice(self.value)[0]

    @property
    def utterance(self) -> int | None:
        """The place in the meeting that a choice of a menu is about; None where it is about none.

        What arrives is what somebody sent: a number of any length, or no number.
        """
        place = actions.unpack_choice(self.value)[1]
        return int(place[:9]) if place.isdecimal() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a modal was opened, and about what; it travels inside the modal."""

    channel: str
    thread_ts: str | None = None
    analysis_id: str = ""
    utterance: int | None = None
    """Its place in the meeting, where the window is about one."""
    response_url: str | None = None

    def packed(self) -> str:
        return msgspec.json.encode(self).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalAnswer:
    """A modal that was sent off: what stands in its inputs, and what stood there at first."""

    team: str
    user: str
    origin: Origin
    values: Mapping[str, str | tuple[str, ...] | None] = field(repr=False)
    """By block id; a tuple for checkboxes."""
    at_first: Mapping[str, str | None] = field(repr=False)
    """Text inputs alone, by block id."""

    @property
    def beside(self) -> Thread:
        return Thread(self.team, self.origin.channel, self.origin.thread_ts)

    def text(self, block_id: str) -> str:
        """What was written or chosen there; empty where nothing was."""
        value = self.values.get(block_id)
        return value if isinstance(value, str) else ""


def read_click(body: Body) -> Click:
    """The one element that a click used."""
    used = body["actions"][0]
    chosen = used.get("selected_option") or {}
    return Click(
        team=find_team(body),
        user=body["user"]["id"],
        value=str(used.get("value") or chosen.get("value") or "")[:MOST_TYPED],
        beside=_beside(body),
        message_ts=(body.get("container") or {}).get("message_ts"),
        trigger_id=body.get("trigger_id") or "",
        response_url=find_response_url(body),
    )


def find_action(body: Body) -> str:
    """Which element a click used."""
    return str(body["actions"][0].get("action_id") or "")


def read_modal_answer(body: Body) -> ModalAnswer:
    """A modal of ours, sent off.

    Of each input there is what it takes, and one sign more where there was more: whoever checks is
    to see it.
    """
    view = body["view"]
    room = {
        block["block_id"]: block["element"].get("max_length", MOST_TYPED)
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return ModalAnswer(
        team=find_team(body),
        user=body["user"]["id"],
        origin=msgspec.json.decode(view["private_metadata"], type=Origin),
        values={
            block_id: _value(element, room.get(block_id, MOST_TYPED))
            for block_id, elements in view["state"]["values"].items()
            for element in elements.values()
        },
        at_first={
            block["block_id"]: block["element"].get("initial_value")
            for block in view["blocks"]
            if block["type"] == "input" and block["element"]["type"] == "plain_text_input"
        },
    )


def _beside(body: Body) -> Thread | None:
    container = body.get("container") or {}
    channel = container.get("channel_id") or (body.get("channel") or {}).get("id")
    if not channel:
        return None
    thread_ts, ts = container.get("thread_ts"), container.get("message_ts")
    return Thread(find_team(body), channel, thread_ts if thread_ts != ts else None)


def _value(element: Mapping[str, Any], room: int) -> str | tuple[str, ...] | None:
    if "selected_options" in element:
        return tuple(option["value"] for option in element["selected_options"])
    chosen = element.get("selected_option") or {}
    value: str | None = (
        element.get("value")
        or element.get("selected_user")
        or element.get("selected_conversation")
        or chosen.get("value")
        or None
    )
    return value and value[: room + 1]
