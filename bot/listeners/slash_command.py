"""Someone typed `/sentiment`: every answer here is for that person alone."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.asks import Saying
from bot.commands import Errand, carry_out
from bot.payloads import Body, read_command
from workers.domain.errors import Refused, Unavailable
from workers.intake import Intake
from workers.wording import replies
from workers.wording.refusals import write_refusal


def register(app: App, intake: Intake) -> None:
    @app.command("/sentiment")
    def listener(body: Body, ack: Ack, client: WebClient, context: BoltContext) -> None:
        who = context.authorize_result
        errand = Errand(read_command(body), intake, client, (who and who.url) or "")
        hear_command(errand, ack)


def hear_command(errand: Errand, ack: Ack) -> None:
    """Slack does not deliver a command again, so even a queue out of reach gets an answer."""
    answer: Saying | str | None
    try:
        answer = carry_out(errand)
    except Refused as refused:
        answer = write_refusal(refused.why, refused.details)
    except Unavailable:
        answer = replies.TRY_AGAIN
    if answer is None:
        ack()
    elif isinstance(answer, str):
        ack(answer, response_type="ephemeral")
    else:
        blocks = [dict(block) for block in answer.blocks]
        ack(answer.text, blocks=blocks, response_type="ephemeral")
