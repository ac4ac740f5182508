"""What `/sentiment` can do: one function a word, each answers with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from slack_sdk import WebClient

from bot import asks, looking_closer, subscribing, tell
from bot.interactions import Origin
from bot.payloads import Command
from bot.people import may_end
from workers.domain import asked_for
from workers.domain.analysis import Analysis
from workers.domain.thread import Thread
from workers.engines import ENGINE_TITLES
from workers.intake import Intake
from workers.wording import replies, settings_window

MOST_RECENT = 5


@dataclass(frozen=True, slots=True)
class Errand:
    """A command and what it takes to do it; `workspace_url` is where links to messages begin."""

    command: Command
    intake: Intake
    client: WebClient
    workspace_url: str


Act = Callable[[Errand], asks.Saying | str | None]
"""Does what a word says; what to say to whoever typed it, None where a window has opened."""


@dataclass(frozen=True, slots=True)
class CommandWord:
    """A word of `/sentiment`; a link, or whatever else is no such word, asks for a chart."""

    act: Act
    more: Collection[str] | None = ()
    """The words of which one may follow; None where anything may."""
    starts: bool = False
    """Whether it brings charts into the channel."""

    def takes(self, following: Sequence[str]) -> bool:
        """Whether it is still this word with these behind it."""
        if not following or self.more is None:
            return True
        return len(following) == 1 and following[0] in self.more


def carry_out(errand: Errand) -> asks.Saying | str | None:
    """Do it; what to say to whoever typed it, None where a window has opened instead.

    Raises `Refused` for what cannot be, `Unavailable` where Redis or Slack are out of reach.
    """
    word = _find_word(errand.command)
    if word is not None:
        return word.act(errand)
    wanted = asks.ask_by_command(errand.command)
    asks.hand_in(wanted, errand.intake)
    rest = asks.tell_rest(wanted)
    accepted = replies.write_accepted(min(len(wanted), asks.MOST_AT_ONCE))
    return f"{accepted} {rest.text}" if rest else accepted


def starts_something(command: Command) -> bool:
    """Whether it would bring a chart into the channel."""
    word = _find_word(command)
    return word is None or word.starts


def _find_word(command: Command) -> CommandWord | None:
    """The command's own word: help where there is none, None where it is a link or anything."""
    first, *following = command.text.lower().split() or ["help"]
    word = WORDS.get(first)
    return word if word is not None and word.takes(following) else None


def _help(_errand: Errand) -> asks.Saying:
    return asks.say_help()


def _demo(errand: Errand) -> str:
    command = errand.command
    place = Thread(command.team, command.channel)
    asks.hand_in([asks.ask_for_demo(place, command.user, command.response_url)], errand.intake)
    return replies.write_accepted(1)


def _status(errand: Errand) -> str:
    waiting = sum(errand.intake.waiting().values())
    return replies.write_status(
        asked_for.select_running(_asked_for(errand)), waiting, datetime.now(UTC)
    )


def _cancel(errand: Errand) -> str:
    """The newest that can still be stopped, or all of them."""
    running = asked_for.select_running(_asked_for(errand))
    if not running:
        return replies.NOTHING_RUNNING
    stopped = []
    for analysis in running:
        if errand.intake.changes.cancel(analysis.id, by=errand.command.user):
            stopped.append(analysis)
            if "all" not in errand.command.text.lower():
                break
    return replies.write_stopping(stopped)


def _recent(errand: Errand) -> str:
    charted = asked_for.select_charted(_asked_for(errand))[:MOST_RECENT]
    return replies.write_recent(charted, errand.workspace_url)


def _settings(errand: Errand) -> str | None:
    command = errand.command
    settings = errand.intake.settings(command.team, command.channel)
    origin = Origin(channel=command.channel, response_url=command.response_url)
    view = settings_window.write_settings_modal(origin.packed(), settings, ENGINE_TITLES)
    return None if tell.open_modal(errand.client, command.trigger_id, view) else replies.TYPE_AGAIN


def _forget(errand: Errand) -> str:
    """Delete what belongs to a message; who asked for it may, and admins."""
    command = errand.command
    place = looking_closer.find_message(command.text)
    if place is None:
        return replies.FORGET_WHAT
    analyses = errand.intake.at(command.team, *place)
    if not analyses:
        return replies.NOTHING_THERE
    allowed = [each for each in analyses if may_end(errand.client, command.user, each)]
    deleted = [each for each in allowed if errand.intake.changes.delete(each.id, by=command.user)]
    if deleted:
        return replies.DELETING
    if not allowed and place[0] != command.channel:  # which may be none of theirs
        return replies.NOTHING_THERE
    return replies.GONE if allowed else replies.write_who_may(analyses[0].ask.asked_by, "delete")


def _zoom(errand: Errand) -> str:
    return looking_closer.zoom_in(errand.command, errand.intake)


def _subscribe(errand: Errand) -> str:
    return subscribing.subscribe(errand.command, errand.intake, errand.client)


def _unsubscribe(errand: Errand) -> str:
    return subscribing.unsubscribe(errand.command, errand.intake)


def _list_subscriptions(errand: Errand) -> str:
    return subscribing.list_subscriptions(errand.command, errand.intake)


def _asked_for(errand: Errand) -> list[Analysis]:
    return errand.intake.asked_by(errand.command.team, errand.command.user)


WORDS: Mapping[str, CommandWord] = {
    "help": CommandWord(_help),
    "demo": CommandWord(_demo, starts=True),
    "status": CommandWord(_status),
    "cancel": CommandWord(_cancel, more=("all",)),
    "recent": CommandWord(_recent),
    "settings": CommandWord(_settings),
    "forget": CommandWord(_forget, more=None),
    "zoom": CommandWord(_zoom, more=None, starts=True),
    "subscribe": CommandWord(_subscribe, more=None, starts=True),
    "unsubscribe": CommandWord(_unsubscribe, more=None),
    "subscriptions": CommandWord(_list_subscriptions),
}
