"""A meeting has been recorded: the channels that want it get it, or their subscribers are asked."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from slack_sdk import WebClient

from bot.hooks.zoom_recording import Recorded, Transcribed
from bot.shared_channels import end_subscription
from bot.slack_calls import ask_slack
from bot.slack_connect import Closed
from workers.domain.analysis import Ask
from workers.domain.errors import Refused, Unavailable
from workers.domain.review import Review
from workers.domain.sharing import Sharing
from workers.domain.slack_error import SlackRefusal
from workers.domain.subscription import Subscription, matches
from workers.domain.thread import Thread
from workers.intake import Intake
from workers.wording import review as wording

TOKEN_LIVES = timedelta(hours=24)
ASKING_S = 1.0
"""How long questions may go out while Zoom waits; what is left is done when it calls again."""

log = logging.getLogger(__name__)


def hand_in_recorded(recorded: Recorded, intake: Intake, client: WebClient, closed: Closed) -> None:
    """Hand it in for every channel that wants it, each once; then put the questions.

    A channel that is shared by now ends its subscription. Where Slack does not tell, it is handed
    in: the workers post nothing there either, and tell whoever subscribed why.
    Raises `Unavailable` where Redis or Slack is out of reach; done again, it skips what was done.
    """
    wanting = [
        each
        for each in intake.subscriptions.all()
        if matches(each, recorded.meeting) and not _is_ended(each, intake, client, closed)
    ]
    for subscription in wanting:
        if not subscription.review:
            try:
                receipt = intake.accept(_ask(recorded, subscription))
            except Refused as refused:
                log.warning("a recording of Zoom's was not taken: %s", refused)
                continue
            log.info("analysis %s, new: %s, by Zoom", receipt.analysis_id, receipt.new)
    until = datetime.now(UTC) + TOKEN_LIVES
    asks = [_ask(recorded, each) for each in wanting if each.review]
    _put([Review(ask=ask, opens_until=until) for ask in asks], intake, client)


def hand_in_captions(transcribed: Transcribed, intake: Intake) -> None:
    """Hand the captions to every channel that wants the meeting, charted already or not.

    Raises `Unavailable` where Redis is out of reach; done again, it changes nothing.
    """
    for each in intake.subscriptions.all():
        if matches(each, transcribed.meeting):
            thread = Thread(each.team, each.channel)
            intake.captions_came(thread, transcribed.occasion, transcribed.captions)


def _is_ended(wanted: Subscription, intake: Intake, client: WebClient, closed: Closed) -> bool:
    if closed(wanted.channel) is not Sharing.SHARED:
        return False
    end_subscription(client, wanted.team, wanted.channel, intake)
    return True


def _ask(recorded: Recorded, subscription: Subscription) -> Ask:
    return Ask(
        thread=Thread(subscription.team, subscription.channel),
        asked_by=subscription.subscriber,
        recording=recorded.recording,
        gesture=recorded.gesture,
        occasion=recorded.occasion,
    )


def _put(reviews: Iterable[Review], intake: Intake, client: WebClient) -> None:
    until = time.monotonic() + ASKING_S
    for review in reviews:
        if not intake.reviews.hold(review):
            continue
        if time.monotonic() > until:
            raise Unavailable("slack", detail="no time for more questions")
        if _asked(review, client):
            intake.reviews.note_put(review)
        else:
            intake.reviews.drop(review.ask.thread.team, review.id)


def _asked(review: Review, client: WebClient) -> bool:
    """False where Slack will not let us ask. A question whose end is not known is put again: twice
    asked does no harm, never asked would lose the meeting."""
    post = wording.ask_review(review)
    try:
        ask_slack(
            client.chat_postMessage,
            channel=review.ask.asked_by,
            text=post.text,
            blocks=[dict(each) for each in post.blocks],
        )
    except SlackRefusal as refusal:
        log.warning("review %s was not put: %s", review.id, refusal)
        return False
    return True
