"""The question whether a channel may see the chart of a meeting, to whoever subscribed it."""

from __future__ import annotations

from workers.domain import actions
from workers.domain.post import Post, make_button, make_buttons, make_context, make_section
from workers.domain.review import Review
from workers.wording.mrkdwn import escape

DELETED = "Deleted: nothing of that recording is kept here."
DECIDED = "That one has been decided already, or its week is over."
NOT_THERE = (
    "That channel is shared with another organisation by now, or Slack does not tell me that it is "
    "not. I have posted nothing."
)
TOO_LATE = (
    "Zoom hands a recording out for a day only, and that is over. Send me its link, or drop the "
    "file into the channel."
)


def ask_review(review: Review) -> Post:
    """Nothing has been fetched yet, and the channel knows of nothing."""
    text = f"Zoom has recorded {_called(review)}. Shall its chart go to {_place(review)}?"
    post = {**make_button("Post", actions.REVIEW_POST, review.id), "style": "primary"}
    skip = make_button("Not this one", actions.REVIEW_SKIP, review.id)
    return Post(
        text, [make_section(text), make_buttons([post, skip, _delete(review)]), _until(review)]
    )


def write_skipped(review: Review) -> Post:
    """Not posted, and kept for a change of mind."""
    text = f"{_called(review)} was not posted to {_place(review)}."
    post = make_button("Post after all", actions.REVIEW_POST, review.id)
    return Post(text, [make_section(text), make_buttons([post, _delete(review)]), _until(review)])


def write_posted(review: Review) -> str:
    return f"On it: the chart of {_called(review)} comes to {_place(review)}."


def _delete(review: Review) -> dict[str, object]:
    return {**make_button("Delete", actions.REVIEW_DELETE, review.id), "style": "danger"}


def _until(review: Review) -> dict[str, object]:
    at = int(review.opens_until.timestamp())
    day = f"{review.opens_until:%d %B, %H:%M} UTC"
    return dict(
        make_context(f"Zoom hands it out until <!date^{at}^{{date_short_pretty}} {{time}}|{day}>.")
    )


def _called(review: Review) -> str:
    return f"“{escape(review.ask.recording.called, 80)}”"


def _place(review: Review) -> str:
    return f"<#{review.ask.thread.channel}>"
