"""What the bot says once to whoever set it up.

Slack does not tell a bot who installed it: that is part of the answer to OAuth, which a workspace
that pastes a token never asks for, and no event says it. So it is whoever shows themselves first:
who brings the bot into its first channel, or the first admin who looks at the Home tab. Both need
nothing beyond the scopes that there are.
"""

from __future__ import annotations

import logging

from slack_sdk import WebClient

from bot.slack_calls import NoAnswer, ask_slack
from workers.domain.errors import Unavailable
from workers.domain.greeting import SETTER_UP
from workers.domain.slack_error import SlackRefusal
from workers.intake import Intake
from workers.wording.welcome import write_first_steps

log = logging.getLogger(__name__)


def introduce_ourselves(client: WebClient, team: str, person: str, intake: Intake) -> None:
    """Once in a workspace, in a direct message. Where Slack does not take it, whoever shows
    themselves next is told: it never stands in the way of what was being done."""
    if not intake.is_first_greeting(team, SETTER_UP):
        return
    post = write_first_steps()
    try:
        ask_slack(
            client.chat_postMessage,
            channel=person,
            text=post.text,
            blocks=[dict(block) for block in post.blocks],
        )
    except NoAnswer as silence:
        log.warning("whether the first steps were told is not known: %s", silence)
    except (SlackRefusal, Unavailable) as error:
        log.warning("the first steps were not told: %s", error)
        intake.take_greeting_back(team, SETTER_UP)
