"""People, and what they can do in Slack."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.standins.slack.delivery import Kind, body_of
from tests.standins.slack.events import announce, announce_arrival
from tests.standins.slack.gestures import (
    click_in_view,
    click_on_message,
    closing,
    new_response_url,
    shortcut,
    slash_command,
    submission,
)
from tests.standins.slack.modals import apply_submission, close_modal
from tests.standins.slack.nouns import (
    Channel,
    Delivery,
    Ephemeral,
    Json,
    Message,
    Reply,
    StoredFile,
    User,
    View,
)
from tests.standins.slack.posting import change, keep_bytes, post, remove
from tests.standins.slack.state import ResponseUrl, Workspace
from tests.standins.slack.transfers import show_response


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone at a keyboard. Gestures return when the bot has acked, or failed to in time."""

    user: User
    workspace: Workspace
    hand_over: Callable[[Kind, Json], Delivery]

    @property
    def id(self) -> str:
        """As in `<@U...>`."""
        return self.user.id

    def says(
        self, channel: Channel, text: str, *, thread: Message | None = None, **more: Any
    ) -> Message:
        """Posts; the text is as Slack sends it: `<https://x|label>`, `&amp;`."""
        channel.members.add(self.id)
        return post(
            self.workspace,
            self.user,
            channel,
            text=text,
            thread_ts=thread.root if thread else None,
            client_msg_id=None if self.user.bot_id else str(uuid.uuid4()),
            **more,
        )

    def uploads(
        self,
        channel: Channel,
        content: Path | bytes,
        *,
        filename: str | None = None,
        mimetype: str | None = None,
        text: str = "",
        thread: Message | None = None,
        from_elsewhere: bool = False,
    ) -> Message:
        """Shares a file with a message; `from_elsewhere` makes it another organisation's."""
        name = filename or (content.name if isinstance(content, Path) else "upload")
        content = content.read_bytes() if isinstance(content, Path) else content
        file = StoredFile(
            id=self.workspace.new_id("F"),
            owner=self.id,
            name=name,
            title=name,
            length=len(content),
            promised_type=mimetype,
            from_elsewhere=from_elsewhere,
        )
        with self.workspace.changing():
            self.workspace.files[file.id] = file
            keep_bytes(self.workspace, file, content)
            return self.says(channel, text, thread=thread, files=(file,))

    def invites(self, channel: Channel, user: str | None = None) -> None:
        """Brings someone into the channel; the bot where nobody is named."""
        guest = user or self.workspace.bot.id
        channel.members.add(guest)
        announce_arrival(self.workspace, channel, guest, self.id)

    def edits(self, message: Message, text: str) -> Message:
        """Changes the words of an own message."""
        return change(self.workspace, message, text=text, edited=True)

    def deletes(self, message: Message) -> None:
        """Takes an own message away."""
        remove(self.workspace, message)

    def types(self, channel: Channel, command: str, text: str = "") -> Reply:
        """Sends a slash command."""
        reply, (url, answers) = self._reply(channel.id)
        payload = slash_command(self.workspace, self.user, channel, command, text, url)
        return self._answered("slash_commands", payload, reply, answers)

    def clicks(
        self,
        where: Message | Ephemeral | View,
        action_id: str,
        value: Any = None,
        *,
        values: Mapping[str, Any] | None = None,
    ) -> Reply:
        """Uses a button or select; `value` is the option to choose, or tells twin buttons apart."""
        used = (action_id, value)
        if isinstance(where, View):
            payload = click_in_view(self.workspace, self.user, where, used, values or {})
            return self._answered("interactive", payload, _no_reply(), None)
        reply, (url, answers) = self._reply(where.channel, where.ts)
        payload = click_on_message(self.workspace, self.user, where, used, url)
        return self._answered("interactive", payload, reply, answers)

    def submits(self, view: View, values: Mapping[str, Any] | None = None) -> Reply:
        """Sends a modal off; `values` are keyed by action_id or block_id."""
        payload = submission(self.workspace, self.user, view, values or {})
        reply = self._answered("interactive", payload, _no_reply(), None)
        if reply.status == 200:
            apply_submission(self.workspace, view, reply.body)
        return reply

    def closes(self, view: View) -> None:
        """Shuts a modal without sending it."""
        payload = closing(self.workspace, self.user, view)
        close_modal(self.workspace, view)
        if view.view.get("notify_on_close"):
            self.hand_over("interactive", payload)

    def uses_shortcut(self, callback_id: str, message: Message | None = None) -> Reply:
        """Chooses a shortcut from a message's menu, or a global one."""
        if message is None:
            payload = shortcut(self.workspace, self.user, callback_id, None, "")
            return self._answered("interactive", payload, _no_reply(), None)
        reply, (url, answers) = self._reply(message.channel)
        payload = shortcut(self.workspace, self.user, callback_id, message, url)
        return self._answered("interactive", payload, reply, answers)

    def opens_home(self) -> None:
        """Looks at the app's Home tab."""
        event = {"type": "app_home_opened", "user": self.id, "channel": "D0HOME", "tab": "home"}
        announce(self.workspace, event | {"event_ts": self.workspace.new_ts()})

    @property
    def home(self) -> View | None:
        """The Home tab as it stands."""
        return self.workspace.views.get(self.workspace.homes.get(self.id, ""))

    @property
    def modal(self) -> View | None:
        """The modal on top, None where none is open."""
        opened = self.workspace.modals.get(self.id)
        return self.workspace.views[opened[-1]] if opened else None

    @property
    def ephemerals(self) -> list[Ephemeral]:
        """What was shown to this person alone, oldest first."""
        return [each for each in self.workspace.ephemerals if each.user == self.id]

    def _reply(
        self, channel: str, answers_to: str | None = None
    ) -> tuple[Reply, tuple[str, ResponseUrl]]:
        reply = _no_reply()
        return reply, new_response_url(self.workspace, self.user, channel, reply, answers_to)

    def _answered(
        self, kind: Kind, payload: Json, reply: Reply, answers: ResponseUrl | None
    ) -> Reply:
        delivery = self.hand_over(kind, payload)
        reply.status, reply.seconds = delivery.status, delivery.seconds
        reply.body = body_of(delivery)
        if answers is not None and delivery.acked and reply.body:
            with self.workspace.changing():
                show_response(self.workspace, answers, reply.body)
        return reply


def _no_reply() -> Reply:
    return Reply(status=None, seconds=0.0)
