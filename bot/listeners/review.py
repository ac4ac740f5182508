"""A subscriber says whether their channel may see the chart of a meeting."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import partial

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot import tell
from bot.interactions import Click
from bot.payloads import Body
from bot.pressing import press
from bot.slack_connect import Closed, find_closed
from workers.domain import actions
from workers.domain.review import Review
from workers.intake import Intake
from workers.wording import review as wording

log = logging.getLogger(__name__)


def register(app: App, intake: Intake) -> None:
    @app.action(actions.REVIEW_POST)
    def agreed(body: Body, ack: Ack, client: WebClient, context: BoltContext) -> None:
        press(body, ack, client, partial(post, intake=intake, closed=find_closed(context)))

    @app.action(actions.REVIEW_SKIP)
    def declined(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, partial(skip, intake=intake))

    @app.action(actions.REVIEW_DELETE)
    def deleted(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, partial(delete, intake=intake))


def post(click: Click, intake: Intake, closed: Closed) -> str | None:
    """Hand it in: from here on it is like any other recording. Raises `Unavailable`.

    Where the channel is `closed` by now, the question stays, and why is said.
    """
    review = _find_own(click, intake)
    if review is None:
        _replace(click, wording.DECIDED)
        return None
    if closed(review.ask.thread.channel):
        return wording.NOT_THERE
    late = datetime.now(UTC) >= review.opens_until
    if not late:
        receipt = intake.accept(review.ask)
        log.info("analysis %s, new: %s, by review", receipt.analysis_id, receipt.new)
    intake.reviews.drop(click.team, click.value)
    _replace(click, wording.TOO_LATE if late else wording.write_posted(review))
    return None


def skip(click: Click, intake: Intake) -> None:
    """Not posted; until its week is over they may change their mind. Raises `Unavailable`."""
    review = _find_own(click, intake)
    if review is None:
        _replace(click, wording.DECIDED)
        return
    said = wording.write_skipped(review)
    blocks = [dict(block) for block in said.blocks]
    tell.respond(click.response_url, text=said.text, blocks=blocks, replace_original=True)


def delete(click: Click, intake: Intake) -> None:
    """Nothing is kept of it. Raises `Unavailable`."""
    review = _find_own(click, intake)
    if review is not None:
        intake.turn_down(review)
    _replace(click, wording.DELETED)


def _find_own(click: Click, intake: Intake) -> Review | None:
    """The recording in question, for whom it was put to and nobody else."""
    review = intake.reviews.find(click.team, click.value)
    return review if review is not None and review.ask.asked_by == click.user else None


def _replace(click: Click, sentence: str) -> None:
    """The question makes way, buttons and all."""
    tell.respond(click.response_url, text=sentence, replace_original=True)
