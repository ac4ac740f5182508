"""Someone says that a chart is right, or wrong: it is counted, and they are told what can be done.

Nothing is changed by it.
"""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.interactions import Click
from bot.payloads import Body
from bot.pressing import press
from workers.domain import actions
from workers.intake import Intake
from workers.wording import feedback as wording
from workers.wording import replies


def register(app: App, intake: Intake) -> None:
    @app.action(actions.FEEDBACK)
    def listener(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: judge(click, intake), intake)


def judge(click: Click, intake: Intake) -> str:
    """By what was said; a word that we did not offer counts for nothing."""
    analysis = intake.find(click.analysis_id)
    if analysis is None or click.rest not in (actions.RIGHT, actions.WRONG):
        return replies.GONE
    intake.judge(analysis.id, click.user, click.rest)
    if click.rest == actions.RIGHT:
        return wording.THANKS
    return wording.write_mending(recounting=not analysis.recording.is_text)
