"""The workspace's memory, the lock around it, and the ids and times it hands out."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.standins.slack.nouns import (
    Call,
    Channel,
    Delivery,
    Ephemeral,
    Json,
    Message,
    Refusal,
    Reply,
    StoredFile,
    User,
    View,
)

LEAST_SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "mpim:history",
        "mpim:read",
        "reactions:write",
        "users:read",
        "users:read.email",
    }
)
SUBSCRIPTIONS = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "channel_shared",
        "member_joined_channel",
        "message.channels",
        "message.groups",
        "message.im",
        "message.mpim",
        "tokens_revoked",
    }
)


@dataclass(slots=True, kw_only=True)
class Trigger:
    """The right to open one modal for one person, for a moment."""

    user: str
    until: float
    used: bool = False


@dataclass(slots=True, kw_only=True)
class ResponseUrl:
    """Where an app may answer a gesture: five times, in half an hour."""

    user: str
    channel: str
    reply: Reply
    until: float
    answers_to: str | None = None
    """ts of the message whose button was clicked, where there is one"""
    posts_left: int = 5


@dataclass(kw_only=True)
class Workspace:
    """Everything that is so right now. Take `changing()` around every change."""

    team: str = "T0STANDIN"
    app_id: str = "A0STANDIN"
    organisation: bool = False
    """Whether the token is of all workspaces of an organisation"""
    bot: User = field(default_factory=lambda: User(id="U0BOT", name="undertone", bot_id="B0BOT"))
    origin: str = ""
    """`http://127.0.0.1:PORT`, set when the server is up"""

    scopes: set[str] = field(default_factory=lambda: set(LEAST_SCOPES))
    subscriptions: set[str] = field(default_factory=lambda: set(SUBSCRIPTIONS))
    share_delay_s: float = 0.1
    processing_delay_s: float = 0.1
    trigger_life_s: float = 3.0
    bare_payloads: bool = False
    unknown_blocks: set[str] = field(default_factory=set)
    """Block types that this server refuses in messages: older than Slack, or only alike"""
    clock_ahead_s: float = 0.0
    """How far Slack's clock, as its answers tell it, is before this machine's"""
    dead_token: str | None = None
    """The error every call with the bot's token gets: token_revoked, account_inactive"""

    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    modals: dict[str, list[str]] = field(default_factory=dict)
    """user -> ids of the modals open on each other, the top one last"""
    homes: dict[str, str] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    ephemerals: list[Ephemeral] = field(default_factory=list)
    statuses: dict[tuple[str, str], str] = field(default_factory=dict)
    """(channel, thread ts) -> the line under the thread set by assistant.threads.setStatus"""
    transcript: list[Call] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)

    emit: Callable[[Json], None] = lambda _event: None
    """Hands an event to the delivery; does nothing until the server is up."""
    after: Callable[[float, Callable[[], None]], None] = lambda _seconds, act: act()
    """Does something later, on the server's loop."""

    def __post_init__(self) -> None:
        self._changed = threading.Condition(threading.RLock())
        self._version = 0
        self._last_us = 0
        self._numbers = itertools.count(1)
        self.users[self.bot.id] = self.bot

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Holds the lock for a change and wakes those who wait for one."""
        with self._changed:
            yield
            self._version += 1
            self._changed.notify_all()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Holds the lock for a look at several things at once."""
        with self._changed:
            yield

    @property
    def version(self) -> int:
        """Grows with every change."""
        return self._version

    def wait_for_change(self, since: int, timeout_s: float) -> None:
        """Returns once the version is past `since`, or the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._version > since, timeout_s)

    def new_ts(self) -> str:
        """A message's ts: now, and never twice the same."""
        with self._changed:
            self._last_us = max(int(time.time() * 1e6), self._last_us + 1)
            return f"{self._last_us // 1_000_000}.{self._last_us % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        """An id as Slack's look: a capital letter or two, then capitals and digits."""
        with self._changed:
            return f"{prefix}{next(self._numbers):09d}"

    def seen_channel(self, channel: str) -> Channel:
        """The channel as the bot sees it: private ones it is not in do not exist for it."""
        found = self.channels.get(channel)
        if found is None or (found.kind != "public" and self.bot.id not in found.members):
            raise Refusal("channel_not_found")
        return found

    def seen_message(self, channel: str, ts: str) -> Message:
        """A message where the bot can see it."""
        found = self.seen_channel(channel).messages.get(ts)
        if found is None:
            raise Refusal("message_not_found")
        return found

    def seen_file(self, file_id: str) -> StoredFile:
        """A file that the bot may see: its own, or one shared where it is a member."""
        found = self.files.get(file_id)
        if found is None:
            raise Refusal("file_not_found")
        if found.deleted:
            raise Refusal("file_deleted")
        if found.owner != self.bot.id and not any(
            self.bot.id in self.channels[each].members for each in found.shares
        ):
            raise Refusal("file_not_found")
        return found

    def new_trigger(self, user: str) -> str:
        """A trigger_id for something that `user` just did."""
        with self._changed:
            trigger_id = f"{next(self._numbers)}.{int(time.time() * 1000)}.trigger"
            self.triggers[trigger_id] = Trigger(
                user=user, until=time.monotonic() + self.trigger_life_s
            )
            return trigger_id
