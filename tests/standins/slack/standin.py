"""SlackStandIn: a Slack workspace on this machine, strict, with a transcript."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from tests.standins.slack.connections import Connections
from tests.standins.slack.events import announce, announce_sharing
from tests.standins.slack.faults import Faults
from tests.standins.slack.nouns import Call, Channel, Delivery, Message, User
from tests.standins.slack.people import Person
from tests.standins.slack.plain_text import thread_text
from tests.standins.slack.state import Workspace

Found = TypeVar("Found")

LOOK_AGAIN_S = 0.25
"""A condition may hang on something outside the workspace, which wakes nobody."""


class SlackStandIn(Workspace):
    """A workspace with one app in it, on a free port of 127.0.0.1. Use it in a `with` statement.

    `events_url` is the bot's request URL; None means Socket Mode. What a workspace is like (scopes,
    subscriptions, delays, bare_payloads) may be changed at any time; what happened is in
    `transcript` (calls of the bot), `deliveries` (tries to reach the bot) and the threads.
    """

    def __init__(self, events_url: str | None = None, *, port: int = 0) -> None:
        super().__init__()
        self.faults = Faults()
        self._port = port
        self._wires = Connections(self, self.faults)
        self.events_url = events_url
        self.bot_token = self._wires.bot_token
        self.other_team_token = self._wires.other_team_token
        """A good token, but of another workspace."""
        self.app_token = self._wires.app_token
        self.signing_secret = self._wires.signing_secret
        self.contract_source = self._wires.api.contract_source
        """What arguments and scopes are checked against: a folder, or the built-in table."""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Begins to listen."""
        self.origin = self._wires.open(self._port)
        self.emit = self._wires.emit
        self.after = self._wires.later

    def stop(self) -> None:
        """Closes everything; what was recorded can still be read."""
        self._wires.close()

    @property
    def url(self) -> str:
        """The page that shows the workspace to a person."""
        return f"{self.origin}/"

    @property
    def api_url(self) -> str:
        """What the bot's SLACK_API_URL has to be."""
        return f"{self.origin}/api/"

    @property
    def events_url(self) -> str | None:
        """The bot's request URL; None means Socket Mode."""
        return self._wires.http.url

    @events_url.setter
    def events_url(self, url: str | None) -> None:
        self._wires.http.url = url

    @property
    def ack_limit_s(self) -> float:
        """How long Slack waits for an ack: 3 s."""
        return self._wires.http.limit_s

    @ack_limit_s.setter
    def ack_limit_s(self, seconds: float) -> None:
        self._wires.http.limit_s = self._wires.sockets.limit_s = seconds

    @property
    def retry_gaps_s(self) -> Sequence[float]:
        """Waits before an event is delivered again; much shorter than Slack's unless set."""
        return self._wires.post.retry_gaps_s

    @retry_gaps_s.setter
    def retry_gaps_s(self, seconds: Sequence[float]) -> None:
        self._wires.post.retry_gaps_s = seconds

    @property
    def bot_user(self) -> str:
        """The bot's user id, as in `<@U...>`."""
        return self.bot.id

    @property
    def bot_id(self) -> str:
        """The bot's other id, as in `bot_id` of its messages."""
        return str(self.bot.bot_id)

    @property
    def sockets(self) -> int:
        """How many Socket Mode connections the bot has open."""
        return len(self._wires.sockets.open)

    def channel(
        self,
        name: str,
        members: Sequence[Person] = (),
        *,
        private: bool = False,
        bot: bool = True,
        shared: bool = False,
    ) -> Channel:
        """A new channel; `bot=False` leaves the bot out, `shared` makes it a Slack Connect one."""
        inside = {each.id for each in members} | ({self.bot_user} if bot else set())
        made = Channel(
            id=self.new_id("C"),
            name=name,
            kind="private" if private else "public",
            members=inside,
            shared=shared,
        )
        return self._kept(made)

    def share(self, channel: Channel) -> None:
        """Another organisation comes into the channel, and `channel_shared` is told."""
        with self.changing():
            channel.shared = True
        announce_sharing(self, channel)

    def talk(self, person: Person) -> Channel:
        """The direct messages between a person and the bot."""
        pair = {person.id, self.bot_user}
        return self._kept(
            Channel(id=self.new_id("D"), name="directmessage", kind="im", members=pair)
        )

    def person(self, name: str, *, bot: bool = False, **known: Any) -> Person:
        """Someone new, as `User` has them; `bot=True` makes it another app's bot."""
        bot_id = self.new_id("B") if bot else None
        user = User(id=self.new_id("U"), name=name, bot_id=bot_id, **known)
        with self.changing():
            self.users[user.id] = user
        return Person(user=user, workspace=self, hand_over=self._wires.hand_over)

    def calls(self, method: str) -> list[Call]:
        """The bot's calls of one method."""
        return [each for each in list(self.transcript) if each.method == method]

    def thread(self, message: Message) -> list[Message]:
        """The messages of a thread as they stand now, the parent first."""
        with self.reading():
            messages = list(self.channels[message.channel].messages.values())
        return [each for each in messages if each.root == message.root]

    def as_text(self, message: Message) -> str:
        """A thread as plain text."""
        return thread_text(self, self.thread(message))

    def deliver_again(self, message: Message, times: int = 3) -> list[Delivery]:
        """Delivers a message's event `times` more, as after lost acks; returns how that went."""
        sent = [
            each.payload
            for each in list(self.deliveries)
            if each.event.get("type") == "message" and each.event.get("ts") == message.ts
        ]
        if not sent:
            raise LookupError("that message was never delivered to the bot")
        return self._wires.emit_again(sent[0], times)

    def refresh_sockets(self, reason: str = "refresh_requested") -> None:
        """Sends the bot's sockets away; it is to connect again by itself."""
        self._wires.refresh_sockets(reason)

    def drop_sockets(self) -> None:
        """Breaks the bot's sockets off without a word."""
        self._wires.drop_sockets()

    def revoke_token(self) -> None:
        """Someone takes the token away: `tokens_revoked` is told, calls get `token_revoked`."""
        announce(self, {"type": "tokens_revoked", "tokens": {"bot": [self.bot_user]}})
        self.dead_token = "token_revoked"

    def uninstall(self) -> None:
        """Someone removes the app: `app_uninstalled` is told, calls get `account_inactive`."""
        announce(self, {"type": "app_uninstalled"})
        self.dead_token = "account_inactive"

    def wait_for(
        self, look: Callable[[], Found], *, timeout_s: float = 30.0, what: str = "it"
    ) -> Found:
        """Returns what `look` finds as soon as that is true; TimeoutError shows all threads."""
        deadline = time.monotonic() + timeout_s
        while True:
            version = self.version
            found = look()
            if found:
                return found
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"no {what} within {timeout_s:g} s\n{self._everything()}")
            self.wait_for_change(version, min(left, LOOK_AGAIN_S))

    def wait_until_quiet(self, *, timeout_s: float = 30.0) -> None:
        """Waits until no event is on its way to the bot."""
        post = self._wires.post
        self.wait_for(lambda: post.pending == 0, timeout_s=timeout_s, what="end of deliveries")

    def _kept(self, channel: Channel) -> Channel:
        with self.changing():
            self.channels[channel.id] = channel
        return channel

    def _everything(self) -> str:
        with self.reading():
            channels = list(self.channels.values())
        return "\n".join(
            f"#{each.name}\n{thread_text(self, list(each.messages.values()))}" for each in channels
        )
