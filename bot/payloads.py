"""Slack's payloads into our nouns: the only file that knows how Slack's dicts are laid out.

Servers that speak Slack's protocol leave fields out, and Slack itself leaves some empty: what is
not needed is not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot import markup
from workers.recording import AUDIO, TRANSCRIPT, VIDEO, Kind, Recording, kind_of, name_in
from workers.thread import Thread

Body = Mapping[str, Any]

_POSTED_BY_PEOPLE = frozenset({None, "", "file_share", "thread_broadcast"})
_TRANSCRIPT_TYPES = frozenset({"text/vtt", "application/x-subrip", "text/srt"})
_NOT_THERE = frozenset({"access_denied", "file_not_found"})
_SLACK_FILE_LINK = re.compile(r"https://[\w.-]+\.slack\.com/files/\w+/(F[A-Z0-9]{8,})(?:/|$)")
_NAMED_LINE = re.compile(r"^\s*(?:\[?[\d:.]+\]?\s+)?[^\s:][^:\n]{0,40}:\s+\S", re.MULTILINE)


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
    mentioned: bool = False
    direct: bool = False
    as_command: bool = False
    """True where the text starts with the bot's name, like a command."""

    @property
    def addressed(self) -> bool:
        return self.mentioned or self.direct


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command."""

    team: str
    channel: str
    user: str
    text: str = field(repr=False)
    response_url: str | None = field(repr=False)


def heard(body: Body, bot_user: str | None) -> Heard | None:
    """The message in an event, or None where no person has just posted one.

    Edits, deletions, joins and what bots post are no messages in this sense.
    """
    event = body["event"]
    if event.get("bot_id") or event.get("subtype") not in _POSTED_BY_PEOPLE or event.get("hidden"):
        return None
    channel, ts, text = event["channel"], event["ts"], event.get("text") or ""
    blocks, files = event.get("blocks") or (), event.get("files") or ()
    return Heard(
        thread=Thread(_team(body), channel, event.get("thread_ts") or ts),
        ts=ts,
        user=event.get("user") or "",
        text=text,
        links=markup.links_in(text, blocks),
        uploads=tuple(_upload(file) for file in files if _is_recording(file)),
        carries_files=bool(files or markup.file_ids_in(blocks)),
        mentioned=event.get("type") == "app_mention"
        or (bot_user is not None and markup.mentions(text, bot_user)),
        direct=event.get("channel_type") == "im" or channel.startswith("D"),
        as_command=bot_user is not None and markup.starts_with_mention(text, bot_user),
    )


def command(body: Body) -> Command:
    """A slash command's payload."""
    return Command(
        team=_team(body),
        channel=body["channel_id"],
        user=body["user_id"],
        text=body.get("text") or "",
        response_url=body.get("response_url") or None,
    )


def kind_of_request(body: Body) -> str:
    """What a request is, in words fit for a log: its types, nothing that people wrote."""
    event = body.get("event")
    if event:
        return ".".join(filter(None, ("event", event.get("type"), event.get("subtype"))))
    return str(body.get("command") or body.get("type") or "request")


def linked(link: str) -> Recording:
    """The recording behind a link; a link to a file in Slack is that file."""
    in_slack = _SLACK_FILE_LINK.match(link)
    name = name_in(link)
    if in_slack:
        return Recording(slack_file=in_slack[1], name=name, kind=kind_of(name))
    return Recording(link=link, name=name, kind=kind_of(name))


def _team(body: Body) -> str:
    """The workspace the bot is installed in; an event's own `team` may be that of the poster."""
    return str(body.get("team_id") or body.get("event", {}).get("team") or "")


def _upload(file: Mapping[str, Any]) -> Recording:
    name = file.get("name") or ""
    return Recording(
        slack_file=file["id"], name=name, kind=_kind(file), size_bytes=file.get("size") or None
    )


def _is_recording(file: Mapping[str, Any]) -> bool:
    """Whether an upload is to be heard: by type, by name, or unseen where Slack tells neither."""
    if not file.get("id") or file.get("file_access") in _NOT_THERE:
        return False
    if file.get("file_access") == "check_file_info":
        return True
    if not (file.get("mimetype") or file.get("filetype") or file.get("name")):
        return True
    kind = _kind(file)
    return kind is not Kind.UNKNOWN and not (kind is Kind.TRANSCRIPT and _has_no_speakers(file))


def _kind(file: Mapping[str, Any]) -> Kind:
    """By the name first: right after an upload Slack's types are often empty or wrong."""
    named = kind_of(file.get("name") or "")
    if named is not Kind.UNKNOWN:
        return named
    mimetype = str(file.get("mimetype") or "").partition(";")[0].lower()
    filetype = str(file.get("filetype") or "").lower()
    if mimetype.startswith("audio/") or filetype in AUDIO:
        return Kind.AUDIO
    if mimetype.startswith("video/") or filetype in VIDEO:
        return Kind.VIDEO
    if mimetype in _TRANSCRIPT_TYPES or filetype in TRANSCRIPT or filetype == "text":
        return Kind.TRANSCRIPT
    return Kind.UNKNOWN


def _has_no_speakers(file: Mapping[str, Any]) -> bool:
    """Whether Slack's preview of a plain text shows that it is notes, code or a log.

    Channels are full of .txt files and snippets; only those with `Name: words` lines are meetings.
    """
    preview = file.get("preview")
    plain = str(file.get("name") or "").lower().endswith(".txt") or file.get("filetype") == "text"
    return plain and isinstance(preview, str) and _NAMED_LINE.search(preview) is None
