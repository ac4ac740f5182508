"""Someone invited the bot into a channel: it says once what it will do there."""

from __future__ import annotations

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.introducing import introduce_ourselves
from bot.payloads import Body, read_arrival
from bot.slack_calls import NoAnswer, ask_slack
from workers.domain.errors import Unavailable
from workers.domain.slack_error import SlackRefusal
from workers.domain.thread import Thread
from workers.intake import Intake
from workers.wording.welcome import write_welcome


def register(app: App, intake: Intake) -> None:
    @app.event("member_joined_channel")
    def listener(body: Body, client: WebClient, context: BoltContext) -> None:
        arrival = read_arrival(body, context.bot_user_id)
        if arrival is None:
            return
        place, inviter = arrival
        if intake.is_first_greeting(place.team, place.channel):
            say_hello(client, place, intake)
        if inviter:
            introduce_ourselves(client, place.team, inviter, intake)


def say_hello(client: WebClient, place: Thread, intake: Intake) -> None:
    """Once per channel: what Slack has surely not taken is said when the event comes again.

    Without an answer it may stand there already, and a second hello is worse than none.
    """
    post = write_welcome()
    try:
        ask_slack(
            client.chat_postMessage,
            channel=place.channel,
            text=post.text,
            blocks=[dict(block) for block in post.blocks],
        )
    except NoAnswer:
        return
    except (SlackRefusal, Unavailable):
        intake.take_greeting_back(place.team, place.channel)
        raise
