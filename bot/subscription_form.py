"""The inputs of the subscribing window as a subscription."""

from __future__ import annotations

from bot.interactions import ModalAnswer
from bot.subscribing import NotUnderstood, read_host, read_minutes, read_skip
from workers.domain.subscription import Subscription
from workers.wording import channel_windows as wording

_READERS = (
    ("host", read_host, wording.BAD_HOST),
    ("skip", read_skip, wording.BAD_SKIP),
    ("minutes", read_minutes, wording.BAD_MINUTES),
)


def check_subscription_form(given: ModalAnswer) -> dict[str, str]:
    """What cannot be taken: sentences by block id."""
    wrong = {}
    for block_id, read, sentence in _READERS:
        try:
            read(given.text(block_id).strip())
        except NotUnderstood:
            wrong[block_id] = sentence
    return wrong


def read_subscription_form(given: ModalAnswer) -> Subscription:
    """From a form without complaints."""
    return Subscription(
        team=given.team,
        channel=given.text("channel"),
        subscriber=given.user,
        host=read_host(given.text("host").strip()),
        title=given.text("title").strip(),
        skip=read_skip(given.text("skip")),
        least_minutes=read_minutes(given.text("minutes").strip()),
        review=bool(given.values.get("review")),
    )
