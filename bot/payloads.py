"""Events and commands into our nouns; `bot.interactions` does the same for what people click.

No other file knows how Slack's dicts are laid out (`bot.markup` and `bot.uploads` know what is
inside a message). Servers that speak Slack's protocol leave fields out, and Slack itself leaves
some empty: what is not needed is not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot import markup, uploads
from workers.domain.recording import Kind, Recording, find_name, guess_kind
from workers.domain.thread import Thread
from workers.sources.recognise import find_site

Body = Mapping[str, Any]

_POSTED_BY_PEOPLE = frozenset({None, "", "file_share", "thread_broadcast"})
_SLACK_FILE_LINK = re.compile(
    r"https://(?:[\w.-]+\.slack(?:-gov)?\.com/(?:files/[\w-]+/|files-(?:pri|tmb)/\w+-)"
    r"|slack-files\.com/\w+-)(F[A-Z0-9]{8,})(?:[-/?#]|$)"
)
"""Links to a file that lies in Slack, which the bot's token reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message that a person posted, as far as the bot cares.

    `uploads` are the recordings among its files; `carries_files` is True also for other files.
    `mentioned` and `direct` say whether it speaks to the bot by name or in a direct message.
    """

    thread: Thread
    ts: str
    user: str
    text: str = field(default="", repr=False)
    links: tuple[str, ...] = field(default=(), repr=False)
    uploads: tuple[Recording, ...] = field(default=(), repr=False)
    carries_files: bool = False
    files: tuple[str, ...] = ()
    """Ids of all the files that are (still) there."""
    mentioned: bool = False
    direct: bool = False
    as_command: bool = False
    """True where the text starts with the bot's name, like a command."""

    @property
    def addressed(self) -> bool:
        return self.mentioned or self.direct

    @property
    def beside(self) -> Thread:
        """Where words for its writer alone belong: the thread it stands in, else the channel."""
        return self.thread if self.thread.ts != self.ts else replace(self.thread, ts=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command; `trigger_id` lets it open a modal, within three seconds."""

    team: str
    channel: str
    user: str
    text: str = field(repr=False)
    response_url: str | None = field(repr=False)
    trigger_id: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Edit:
    """A message that a person changed: as it was (None where Slack does not say) and as it is."""

    before: Heard | None
    after: Heard


@dataclass(frozen=True, slots=True)
class Deletion:
    """A message that is gone."""

    team: str
    channel: str
    ts: str


def read_message(body: Body, bot_user: str | None) -> Heard | None:
    """The message in an event, or None where no person has just posted one.

    Edits, deletions, joins and what bots post are no messages in this sense.
    """
    return _message(body["event"], find_team(body), bot_user)


def read_change(body: Body, bot_user: str | None) -> Edit | Deletion | None:
    """What a `message_changed` or `message_deleted` event tells of a person's message.

    A message with replies is never deleted but turned into a tombstone. None for what bots change.
    """
    event, team = body["event"], find_team(body)
    message, before = event.get("message") or {}, event.get("previous_message") or {}
    deleted = event.get("deleted_ts") or (
        message.get("ts") if message.get("subtype") == "tombstone" else None
    )
    if deleted:
        return Deletion(team, event["channel"], deleted)
    place = {"channel": event["channel"], "channel_type": event.get("channel_type")}
    after = _message({**message, **place}, team, bot_user) if message.get("ts") else None
    if after is None:
        return None
    return Edit(_message({**before, **place}, team, bot_user) if before.get("ts") else None, after)


def read_shortcut(body: Body) -> Heard:
    """The message that a shortcut was used on, as if the person who used it had sent it to the bot.

    Whoever posted it, a bot too: someone has chosen it.
    """
    message, channel = body["message"], body["channel"]["id"]
    asked_for = {**message, "channel": channel, "user": body["user"]["id"]}
    return _heard(asked_for, find_team(body), None, addressed=True)


def read_command(body: Body) -> Command:
    """A slash command's payload."""
    return Command(
        team=find_team(body),
        channel=body["channel_id"],
        user=body["user_id"],
        text=body.get("text") or "",
        response_url=find_response_url(body),
        trigger_id=body.get("trigger_id") or "",
    )


def read_home_opened(body: Body) -> tuple[str, str] | None:
    """Team and person who look at the Home tab; None where it is another tab."""
    event = body["event"]
    return (find_team(body), event["user"]) if event.get("tab", "home") == "home" else None


def find_team_that_left(body: Body) -> str | None:
    """The team that the bot is no longer in; None where only a person's token was taken away."""
    event = body["event"]
    if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
        return None
    return find_team(body)


def read_arrival(body: Body, bot_user: str | None) -> tuple[Thread, str] | None:
    """The channel that the bot has come into, and who brought it (empty where Slack does not say);
    None where somebody else has come."""
    event = body["event"]
    if event.get("user") != bot_user:
        return None
    return Thread(find_team(body), event["channel"]), event.get("inviter") or ""


def find_shared_place(body: Body) -> Thread:
    """The channel that another organisation has come into."""
    return Thread(find_team(body), body["event"]["channel"])


def find_team(body: Body) -> str:
    """The workspace the bot is installed in; an event's own `team` may be that of the poster."""
    clicked, event = body.get("team") or {}, body.get("event") or {}
    return str(body.get("team_id") or clicked.get("id") or event.get("team") or "")


def find_response_url(body: Body) -> str | None:
    """Where a gesture may be answered for half an hour, with or without us in the channel."""
    return body.get("response_url") or None


def read_sharing(body: Body) -> bool | None:
    """Whether an event comes from a channel that another organisation is in, too; None where it
    does not say."""
    said = body.get("is_ext_shared_channel")
    return said if isinstance(said, bool) else None


def describe_request(body: Body) -> str:
    """What a request is, in words fit for a log: its types, nothing that people wrote."""
    event = body.get("event")
    if event:
        return ".".join(filter(None, ("event", event.get("type"), event.get("subtype"))))
    return str(body.get("command") or body.get("type") or "request")


def make_linked_recording(link: str) -> Recording:
    """The recording behind a link; a link to a file in Slack is that file."""
    in_slack = _SLACK_FILE_LINK.match(link)
    name = _file_name(link)
    if in_slack:
        return Recording(slack_file=in_slack[1], name=name, kind=guess_kind(name))
    return Recording(link=link, name=name, kind=guess_kind(name))


def _file_name(link: str) -> str:
    """The name at the end of a link; empty where a known site only has the id of a page there."""
    name = find_name(link)
    return name if guess_kind(name) is not Kind.UNKNOWN or find_site(link) is None else ""


def _message(event: Body, team: str, bot_user: str | None) -> Heard | None:
    if event.get("bot_id") or event.get("subtype") not in _POSTED_BY_PEOPLE or event.get("hidden"):
        return None
    return _heard(event, team, bot_user)


def _heard(event: Body, team: str, bot_user: str | None, *, addressed: bool = False) -> Heard:
    channel, ts, text = event["channel"], event["ts"], event.get("text") or ""
    blocks, files = event.get("blocks") or (), event.get("files") or ()
    return Heard(
        thread=Thread(team, channel, event.get("thread_ts") or ts),
        ts=ts,
        user=event.get("user") or "",
        text=text,
        links=markup.find_links(text, blocks),
        uploads=uploads.find_uploads(files),
        carries_files=bool(files or markup.find_file_ids(blocks)),
        files=tuple(file["id"] for file in files if uploads.is_there(file)),
        mentioned=addressed
        or event.get("type") == "app_mention"
        or (bot_user is not None and markup.is_mentioned(text, bot_user)),
        direct=event.get("channel_type") == "im" or channel.startswith("D"),
        as_command=bot_user is not None and markup.starts_with_mention(text, bot_user),
    )
