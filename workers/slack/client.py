"""The Slack adapter: the few things Undertone does in Slack, with Slack's errors as our families.

What has no answer is unknown: whoever posts again first looks for what may already be there
(`find`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, cast

import requests

from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.post import Post
from workers.domain.slack_error import SlackRefusal
from workers.domain.thread import Thread
from workers.slack.calls import TIMEOUT_S, SlackCalls
from workers.slack.open_channels import OpenChannels
from workers.slack.plain_form import Refusals, say_in_blocks

SLACK_API = "https://slack.com/api/"
SEEN = "eyes"
"""The reaction that says: I have seen it."""
CLOCKS_DIFFER_S = 60
"""By how much Slack's clock may be behind ours."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a message of ours is known again: metadata that every app in the channel can read."""

    event: str
    analysis_id: str

    def metadata(self) -> dict[str, Any]:
        return {
            "event_type": f"undertone_{self.event}",
            "event_payload": {"analysis_id": self.analysis_id},
        }


class Slack:
    """One workspace, through one bot token."""

    def __init__(
        self,
        token: str,
        api_url: str = SLACK_API,
        open_channels: OpenChannels | None = None,
        refusals: Refusals | None = None,
    ) -> None:
        """Without `open_channels` every channel may be posted in, shared with others or not;
        without `refusals` each message that has a plain form is tried in its newer one first."""
        self._calls = SlackCalls(token, api_url)
        self._call = self._calls.call
        self._refusals = refusals
        self._open_channels = open_channels

    def only_while(self, check: Callable[[], None]) -> AbstractContextManager[None]:
        """Ask `check` right before each call that changes something; it raises to forbid it."""
        return self._calls.only_while(check)

    def refuse_closed(self, channel: str) -> None:
        """Raises `Refused` unless the channel may be posted in. Every showing call asks for itself;
        work that would be in vain asks before it begins."""
        if self._open_channels is not None:
            self._open_channels.check(channel, self._describe_channel)

    def post(self, thread: Thread, post: Post, mark: Mark) -> str:
        """A new message in the thread (or in the channel, where the thread has no parent yet)."""
        self.refuse_closed(thread.channel)
        call = partial(
            self._call,
            channel=thread.channel,
            thread_ts=thread.ts,
            metadata=mark.metadata(),
            unfurl_links=False,
            unfurl_media=False,
        )
        answer = say_in_blocks(call, "chat.postMessage", post, self._refusals)
        return str(answer["ts"])

    def find(self, thread: Thread, mark: Mark, since: datetime) -> str | None:
        """The ts of our message with this mark, None where the thread holds none."""
        return next(self.copies(thread, mark, since), None)

    def copies(self, thread: Thread, mark: Mark, since: datetime) -> Iterator[str]:
        """The ts of every message with this mark in the thread (where it has no parent: in the
        channel, from `since` on)."""
        method = "conversations.replies" if thread.ts else "conversations.history"
        cursor: str | None = None
        while True:
            page = self._call(
                method,
                channel=thread.channel,
                ts=thread.ts,
                oldest=None if thread.ts else f"{since.timestamp() - CLOCKS_DIFFER_S:.6f}",
                include_all_metadata=True,
                limit=200,
                cursor=cursor,
            )
            for message in page.get("messages", []):
                if message.get("metadata") == mark.metadata():
                    yield str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return

    def edit(self, channel: str, ts: str, post: Post) -> None:
        """Replace what a message of ours says; its metadata stays."""
        self.refuse_closed(channel)
        self._update(channel, ts, post)

    def edit_if_there(self, channel: str, ts: str, post: Post) -> bool:
        """Edit; False where someone has deleted the message meanwhile."""
        self.refuse_closed(channel)
        return self.clear(channel, ts, post)

    def close(self, channel: str, ts: str, post: Post) -> None:
        """Edit for the last time; a message that is gone needs no last word."""
        self.edit_if_there(channel, ts, post)

    def clear(self, channel: str, ts: str, receipt: Post) -> bool:
        """Close with what tells of no meeting any more: in every channel, whoever is in it. False
        where the message is gone."""
        try:
            self._update(channel, ts, receipt)
        except SlackRefusal as refusal:
            if refusal.error not in {"message_not_found", "cant_update_message"}:
                raise
            return False
        return True

    def react(self, channel: str, ts: str, emoji: str) -> None:
        """Put a reaction on a message; one that is there already is fine."""
        self.refuse_closed(channel)
        try:
            self._call("reactions.add", channel=channel, timestamp=ts, name=emoji)
        except SlackRefusal as refusal:
            if refusal.error != "already_reacted":
                raise

    def unreact(self, channel: str, ts: str, emoji: str) -> None:
        """Take our reaction back; one that is not there is fine."""
        try:
            self._call("reactions.remove", channel=channel, timestamp=ts, name=emoji)
        except SlackRefusal as refusal:
            if refusal.error not in {"no_reaction", "message_not_found"}:
                raise

    def tell_alone(self, channel: str, person: str, text: str, response_url: str | None) -> None:
        """Say it to one person: through the command's own URL, in the channel, or directly."""
        ways: list[Callable[[], object]] = [
            lambda: self._call("chat.postEphemeral", channel=channel, user=person, text=text),
            lambda: self._call("chat.postMessage", channel=person, text=text),
        ]
        if response_url:
            ways.insert(0, lambda: self._calls.respond(response_url, text))
        for way in ways[:-1]:
            try:
                way()
            except Refused:
                continue
            return
        ways[-1]()

    def file(self, file_id: str) -> Mapping[str, Any]:
        """Slack's file object, as files.info gives it."""
        return cast(Mapping[str, Any], self._call("files.info", file=file_id)["file"])

    def upload(self, name: str, content: bytes) -> str:
        """Send the bytes and return the file's id; nobody sees it before `complete`."""
        ticket = self._call("files.getUploadURLExternal", filename=name, length=len(content))
        try:
            sent = requests.post(ticket["upload_url"], data=content, timeout=TIMEOUT_S)
        except requests.RequestException as error:
            raise Unavailable("slack", detail="upload") from error
        if not sent.ok:
            raise Unavailable("slack", detail=f"upload: HTTP {sent.status_code}")
        return str(ticket["file_id"])

    def complete(self, titles: Mapping[str, str], thread: Thread | None = None) -> None:
        """Make uploaded files (id -> title) real; with a thread, Slack shares them there.

        No `alt_txt` on the upload: with it, Slack accepts the call and never shares the file.
        """
        if thread is not None:
            self.refuse_closed(thread.channel)
        self._call(
            "files.completeUploadExternal",
            files=[{"id": file_id, "title": title} for file_id, title in titles.items()],
            channel_id=thread.channel if thread else None,
            thread_ts=thread.ts if thread else None,
        )

    def shared(self, file_id: str, channel: str) -> bool:
        """Whether the file stands in the channel; a share appears some time after the call."""
        shares = self.file(file_id).get("shares") or {}
        return any(channel in places for places in shares.values())

    def processed(self, file_id: str) -> bool:
        """Whether the upload was completed and Slack has looked at its bytes: from then on an
        `image` block may name the file."""
        try:
            return bool(self.file(file_id).get("mimetype"))
        except Refused as refusal:
            if refusal.why is Why.FILE_GONE:
                return False
            raise

    def delete_file(self, file_id: str) -> None:
        """Remove a file of ours, wherever it is shared; one that is gone already is fine."""
        try:
            self._call("files.delete", file=file_id)
        except Refused as refusal:
            if refusal.why is not Why.FILE_GONE:
                raise

    def publish_home(self, person: str, view: Mapping[str, Any]) -> None:
        """Replace what someone sees on the bot's Home tab."""
        self._call("views.publish", user_id=person, view=view)

    def delete_message(self, channel: str, ts: str) -> None:
        """Remove a message of ours; one that is gone already is fine."""
        try:
            self._call("chat.delete", channel=channel, ts=ts)
        except SlackRefusal as refusal:
            if refusal.error != "message_not_found":
                raise

    def _update(self, channel: str, ts: str, post: Post) -> None:
        call = partial(self._call, channel=channel, ts=ts)
        say_in_blocks(call, "chat.update", post, self._refusals)

    def _describe_channel(self, channel: str) -> object:
        return self._call("conversations.info", channel=channel).get("channel")
