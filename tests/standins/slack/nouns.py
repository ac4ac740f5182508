"""What a workspace is made of: people, channels, messages, files, views; and what was recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
ChannelKind = Literal["public", "private", "im"]


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person, our bot, or another bot (then `bot_id` is set)."""

    id: str
    name: str
    bot_id: str | None = None
    admin: bool = False
    guest: bool = False
    email: str = ""
    timezone: str = "Europe/London"
    team: str = ""
    """Of another organisation, where it is not ours."""


@dataclass(slots=True, kw_only=True)
class StoredFile:
    """An upload. Slack looks at it only after a while: `processed_at` is when (epoch seconds)."""

    id: str
    owner: str
    name: str
    title: str
    length: int
    alt_text: str | None = None
    content: bytes | None = None
    promised_type: str | None = None
    processed_at: float | None = None
    shares: dict[str, list[str]] = field(default_factory=dict)
    """channel id -> ts of the messages that carry the file"""
    from_elsewhere: bool = False
    """True for a file of another organisation: events show only its id until `files.info`."""
    deleted: bool = False
    taken_in: bool = False
    """Whether the bot has completed its upload: before that it is no file to be deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as it stands; an edit puts another one in its place."""

    channel: str
    ts: str
    user: str
    text: str = ""
    bot_id: str | None = None
    thread_ts: str | None = None
    """The parent's ts for a reply, None for a message of its own."""
    subtype: str | None = None
    blocks: tuple[Json, ...] = ()
    files: tuple[StoredFile, ...] = ()
    metadata: Json | None = None
    edited: bool = False
    reactions: tuple[tuple[str, str], ...] = ()
    """(emoji name, user) in the order they were added"""
    client_msg_id: str | None = None

    @property
    def root(self) -> str:
        """The ts of the thread this message belongs to."""
        return self.thread_ts or self.ts


@dataclass(slots=True, kw_only=True)
class Channel:
    """A channel with its messages by ts, oldest first."""

    id: str
    name: str
    kind: ChannelKind = "public"
    members: set[str] = field(default_factory=set)
    messages: dict[str, Message] = field(default_factory=dict)
    archived: bool = False
    shared: bool = False
    """True for a Slack Connect channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ephemeral:
    """A message that one person sees, and nobody can find again."""

    channel: str
    user: str
    ts: str
    text: str = ""
    blocks: tuple[Json, ...] = ()
    thread_ts: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A modal or a Home tab as it stands for one person."""

    id: str
    user: str
    hash: str
    view: Json

    @property
    def blocks(self) -> list[Json]:
        """The view's blocks."""
        found: list[Json] = self.view.get("blocks", [])
        return found

    @property
    def callback_id(self) -> str:
        """What the app calls this view."""
        return str(self.view.get("callback_id", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request to the Web API and what it got; also `upload`, `download`, `response_url`."""

    method: str
    args: Json
    response: Json
    at: float
    """Epoch seconds of its arrival."""
    status: int = 200
    fault: str | None = None
    """What was done to the call on purpose: rate_limited, failed, dropped, delayed."""

    @property
    def ok(self) -> bool:
        """Whether the caller was told that it worked."""
        return bool(self.response.get("ok")) and self.fault != "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One try to hand something to the bot, and how that went."""

    kind: Literal["events_api", "slash_commands", "interactive"]
    payload: Json
    attempt: int
    """0 for the first try, else the number that the bot reads in X-Slack-Retry-Num."""
    status: int | None
    """The HTTP status (200 for a Socket Mode ack), None where no answer came in time."""
    seconds: float
    body: str = ""
    problem: str | None = None

    @property
    def acked(self) -> bool:
        """Whether Slack would take this as received."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def event(self) -> Json:
        """The event inside; empty for commands and interactivity."""
        found: Json = self.payload.get("event", {})
        return found


@dataclass(slots=True, kw_only=True)
class Reply:
    """What a person got back from a gesture: the ack, and what came by response_url later."""

    status: int | None
    seconds: float
    body: Json = field(default_factory=dict)
    later: list[Json] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that came with the ack."""
        return str(self.body.get("text", ""))

    @property
    def blocks(self) -> list[Json]:
        """The blocks that came with the ack."""
        found: list[Json] = self.body.get("blocks", [])
        return found

    @property
    def response_type(self) -> str:
        """`ephemeral` (Slack's default) or `in_channel`."""
        return str(self.body.get("response_type", "ephemeral"))

    @property
    def errors(self) -> dict[str, str]:
        """What a modal was told about its inputs: block_id -> sentence."""
        found: dict[str, str] = self.body.get("errors", {})
        return found


class Refusal(Exception):
    """The Web API's `ok: false`, with the error's name and what goes with it."""

    def __init__(self, error: str, /, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more

    @classmethod
    def explained(cls, error: str, problems: list[str]) -> Refusal:
        """An error with Slack's list of `[ERROR] ...` lines."""
        return cls(error, response_metadata={"messages": [f"[ERROR] {each}" for each in problems]})
