"""What is said about subscriptions: to the channel, and to whoever types the command."""

from __future__ import annotations

from collections.abc import Sequence

from workers.domain.subscription import Subscription
from workers.wording.mrkdwn import escape
from workers.wording.operator import name_operator

HOW = (
    "`/sentiment subscribe zoom` charts every meeting that Zoom records, in this channel. You can "
    'add `host:ana@example.com` (or `host:@example.com`), `title:"weekly sync"`, '
    "`skip:board,salary` (words in titles, beside those I always skip; `skip:none` skips none), "
    "`min:10` (minutes), `review:on` (I ask you before the channel sees anything). "
    "`/sentiment unsubscribe zoom` ends it."
)
NOT_MINE = (
    "I cannot post in this channel. Invite me first (`/invite @undertone`), then type it again."
)
NONE = "This channel is not subscribed, and you have subscribed no other. " + HOW
NOTHING_TO_END = "This channel is not subscribed to Zoom."
ENDED = "Done: meetings recorded in Zoom no longer come to this channel by themselves."


def refuse_without_mail() -> str:
    """To somebody whose own meetings nothing tells from those of others."""
    return (
        "Here you can subscribe to the meetings that you host, but Slack does not tell me your "
        f"e-mail address, which I would know them by. Ask {name_operator()} to add the scope "
        "`users:read.email`, or an admin of this workspace to subscribe the channel."
    )


def warn_unconnected() -> str:
    """Zoom is not set up, or has recorded nothing since."""
    return (
        f"Zoom has not called me yet. Ask {name_operator()} to set ZOOM_WEBHOOK_SECRET and to give "
        "Zoom my address (docs/settings.md)."
    )


def write_not_understood(words: str) -> str:
    """With what could not be read, and what can."""
    return f"I do not understand “{escape(words, 60)}” there. {HOW}"


def write_subscription_notice(subscription: Subscription) -> str:
    """To everyone in the channel, when it is subscribed."""
    first = (
        f" <@{subscription.subscriber}> decides on each one first." if subscription.review else ""
    )
    return (
        f"<@{subscription.subscriber}> has subscribed this channel to Zoom: when "
        f"{_wanted(subscription)} has been recorded, a chart of how positive or negative each "
        f"speaker’s words were is posted here.{first}\n{_left_alone(subscription)} "
        "Anyone here can stop this: `/sentiment unsubscribe zoom`."
    )


def write_only_own(own: str, *, alone: bool) -> str:
    """Said to whoever wants others' meetings and may not have them here."""
    who = "Nobody can in a direct message" if alone else "Only an admin of this workspace can"
    return (
        f"{who} subscribe to meetings of others. For your own, write "
        f"`host:{escape(own, 80)}`, or no host at all."
    )


def write_subscribed(subscription: Subscription, connected: bool) -> str:
    """The receipt for whoever subscribed."""
    asked = " I ask you about each one, in our direct messages." if subscription.review else ""
    return f"Subscribed.{asked}" + ("" if connected else f" {warn_unconnected()}")


def write_ended_by_sharing(subscription: Subscription) -> str:
    """To whoever subscribed a channel that another organisation has come into."""
    return (
        f"<#{subscription.channel}> is shared with another organisation now. So I have ended your "
        "subscription there: meetings recorded in Zoom no longer come to it, and I chart and "
        f"export nothing there. Subscribe another channel, or ask {name_operator()} to allow "
        "shared ones (ALLOW_SLACK_CONNECT)."
    )


def write_listed(subscriptions: Sequence[Subscription], connected: bool) -> str:
    """One line each."""
    if not subscriptions:
        return NONE
    lines = [
        f"• <#{each.channel}>: {_wanted(each, 'every')}, subscribed by "
        f"<@{each.subscriber}>{', who is asked first' if each.review else ''}. {_left_alone(each)}"
        for each in subscriptions
    ]
    return "\n".join(lines if connected else [*lines, warn_unconnected()])


def write_own(subscription: Subscription) -> str:
    """One of a person's own, for themselves."""
    asked = " I ask you about each one first." if subscription.review else ""
    return (
        f"<#{subscription.channel}>: {_wanted(subscription, 'every')} that Zoom records.{asked} "
        f"{_left_alone(subscription)}"
    )


def _wanted(subscription: Subscription, which: str = "a") -> str:
    title = f" with “{escape(subscription.title, 60)}” in its title" * bool(subscription.title)
    host = escape(subscription.host.removeprefix("@"), 60)
    if subscription.host.startswith("@"):
        host = f"someone at {host}"
    return f"{which} meeting{f' hosted by {host}' * bool(host)}{title}"


def _left_alone(subscription: Subscription) -> str:
    parts = []
    if subscription.least_minutes:
        parts.append(f"meetings under {subscription.least_minutes} min")
    if subscription.skip:
        words = ", ".join(f"“{escape(word, 40)}”" for word in subscription.skip)
        parts.append(f"meetings with one of these in the title: {words}")
    return f"Left out are {', and '.join(parts)}." if parts else "No meeting is left out."
