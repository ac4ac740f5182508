"""`/sentiment subscribe zoom ...` and what undoes and lists it."""

from __future__ import annotations

import html
import logging
import re
from dataclasses import replace

from slack_sdk import WebClient

from bot.payloads import Command
from bot.people import find_mail, is_admin
from bot.slack_calls import ask_slack
from workers.domain.slack_error import SlackRefusal
from workers.domain.subscription import LEAST_MINUTES, SKIPPED, Subscription
from workers.intake import Intake
from workers.wording import subscriptions as wording

_OPTION = re.compile(
    r"(?<![A-Za-z])(?P<name>[A-Za-z]+):(?:[\"“”](?P<quoted>[^\"“”]*)[\"“”]|(?P<plain>\S+))"
)
_MAIL = re.compile(r"<mailto:[^|<>]*\|([^<>]*)>")
_HOST = re.compile(r"[^\s@]*@[^\s@]+")
_MINUTES = re.compile(r"(\d{1,3})m?(?:in)?", re.IGNORECASE)
_SERVICE = "zoom"
MOST_WORDS = 20
"""To be skipped; the notice in the channel lists them all."""

log = logging.getLogger(__name__)


class NotUnderstood(Exception):
    """The words that could not be read."""


def subscribe(command: Command, intake: Intake, client: WebClient) -> str:
    """Tell the channel, and only then subscribe it. Raises `Unavailable`."""
    try:
        subscription = read_wanted(command)
    except NotUnderstood as words:
        return wording.write_not_understood(str(words)) if str(words) else wording.HOW
    return subscribe_as_wanted(subscription, intake, client)


def subscribe_as_wanted(wanted: Subscription, intake: Intake, client: WebClient) -> str:
    """As far as its subscriber may; what came of it. Raises `Unavailable`."""
    subscription, refusal = _restrict(wanted, client)
    if refusal:
        return refusal
    connected = intake.subscriptions.zoom_has_called()
    if not _told(client, subscription.channel, wording.write_subscription_notice(subscription)):
        return wording.NOT_MINE
    intake.subscriptions.save(subscription)
    return wording.write_subscribed(subscription, connected)


def _restrict(wanted: Subscription, client: WebClient) -> tuple[Subscription, str]:
    """What this person may subscribe here to, and a sentence where that is nothing.

    A recording is its host's. Only admins may have others' meetings charted, and nobody may in a
    direct message, where no one else would see it. Raises `Unavailable`.
    """
    alone = wanted.channel.startswith("D")
    if not alone and is_admin(client, wanted.subscriber, wanted.team):
        return wanted, ""
    own = find_mail(client, wanted.subscriber)
    if not own:
        return wanted, wording.refuse_without_mail()
    if wanted.host not in ("", own):
        return wanted, wording.write_only_own(own, alone=alone)
    return replace(wanted, host=own), ""


def unsubscribe(command: Command, intake: Intake) -> str:
    """Anyone in the channel may. Raises `Unavailable`."""
    if [word.lower() for word in command.text.split()[1:]] not in ([], [_SERVICE]):
        return wording.HOW
    ended = intake.subscriptions.end(command.team, command.channel)
    return wording.ENDED if ended else wording.NOTHING_TO_END


def list_subscriptions(command: Command, intake: Intake) -> str:
    """This channel's and one's own; others' elsewhere stay untold. Raises `Unavailable`."""
    known = [
        each
        for each in intake.subscriptions.all()
        if each.team == command.team
        and (each.channel == command.channel or each.subscriber == command.user)
    ]
    return wording.write_listed(known, intake.subscriptions.zoom_has_called())


def read_wanted(command: Command) -> Subscription:
    """`subscribe zoom [host:] [title:] [skip:] [min:] [review:on]`. Raises NotUnderstood."""
    text = _MAIL.sub(r"\1", html.unescape(command.text))
    _, service, rest = [*text.split(maxsplit=2), "", ""][:3]
    if service.lower() != _SERVICE:
        raise NotUnderstood(service)
    options = {
        found["name"].lower(): (found["quoted"] or found["plain"] or "").strip()
        for found in _OPTION.finditer(rest)
    }
    beside = _OPTION.sub("", rest).strip()
    unknown = options.keys() - {"host", "title", "skip", "min", "review"}
    if beside or unknown:
        raise NotUnderstood(beside or f"{min(unknown)}:")
    return Subscription(
        team=command.team,
        channel=command.channel,
        subscriber=command.user,
        host=read_host(options.get("host", "")),
        title=options.get("title", ""),
        skip=read_skip(options.get("skip", "")),
        least_minutes=read_minutes(options.get("min", str(LEAST_MINUTES))),
        review=_switch(options.get("review", "off")),
    )


def read_host(typed: str) -> str:
    """An e-mail address, or @ and a domain; this and what follows raises NotUnderstood."""
    if typed and _HOST.fullmatch(typed) is None:
        raise NotUnderstood(f"host:{typed}")
    return typed.lower()


def read_skip(typed: str) -> tuple[str, ...]:
    """The words that are left out, those that always are among them."""
    words = [word.strip() for word in typed.split(",") if word.strip()]
    if [word.lower() for word in words] == ["none"]:
        return ()
    if len(words) > MOST_WORDS:
        raise NotUnderstood(f"skip:{typed}")
    return tuple(dict.fromkeys((*SKIPPED, *words)))


def read_minutes(typed: str) -> int:
    """Of the shortest meeting that is taken."""
    found = _MINUTES.fullmatch(typed)
    if found is None:
        raise NotUnderstood(f"min:{typed}")
    return int(found[1])


def _switch(typed: str) -> bool:
    if typed.lower() not in {"on", "off"}:
        raise NotUnderstood(f"review:{typed}")
    return typed.lower() == "on"


def _told(client: WebClient, channel: str, notice: str) -> bool:
    """False where the bot may not post in the channel."""
    try:
        ask_slack(client.chat_postMessage, channel=channel, text=notice)
    except SlackRefusal as refusal:
        log.warning("no notice of a subscription: %s", refusal)
        return False
    return True
