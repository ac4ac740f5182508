"""Words for one person alone."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.interactions import Click
from bot.slack_calls import ask_slack
from workers.domain.errors import Unavailable
from workers.domain.post import Block
from workers.domain.slack_error import NO_ANSWER, SlackRefusal
from workers.domain.thread import Thread
from workers.wording import notice_window

ANSWER_TIMEOUT_S = 1

log = logging.getLogger(__name__)


def whisper(
    client: WebClient, person: str, beside: Thread, text: str, blocks: Sequence[Block] = ()
) -> None:
    """Show `text` to a member of the channel, in the thread where `beside` has one."""
    ask_slack(
        client.chat_postEphemeral,
        channel=beside.channel,
        user=person,
        thread_ts=beside.ts,
        text=text,
        blocks=[dict(block) for block in blocks] or None,
    )


def answer_click(client: WebClient, click: Click, sentence: str) -> None:
    """Tell whoever clicked; in the Home tab, which has no messages, in a window."""
    if click.beside is not None:
        whisper(client, click.user, click.beside, sentence)
    else:
        ask_slack(
            client.views_open,
            trigger_id=click.trigger_id,
            view=dict(notice_window.write_notice_modal(sentence)),
        )


def open_modal(client: WebClient, trigger_id: str, view: Block) -> bool:
    """Open a window; False where Slack does not, or not for sure: a trigger lives three seconds."""
    try:
        ask_slack(client.views_open, trigger_id=trigger_id, view=dict(view))
    except (SlackRefusal, Unavailable) as error:
        log.warning("no window was opened: %s", error)
        return False
    return True


def respond(response_url: str | None, **words: Any) -> None:
    """Answer a gesture at its own address, which works in channels that the bot is not in.

    What is said so is never all that happens: where it does not get through, nothing is lost.
    """
    if response_url is None:
        return
    try:
        WebhookClient(response_url, timeout=ANSWER_TIMEOUT_S).send(**words)
    except NO_ANSWER as error:
        log.warning("an answer did not get through: %s", type(error).__name__)
