"""The one status message of an analysis, as it changes while the work goes on."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from workers.domain import actions, changes
from workers.domain.analysis import Analysis, Stage
from workers.domain.errors import Why
from workers.domain.post import Block, Post, make_button, make_buttons, make_context, make_section
from workers.wording.mrkdwn import escape, write_span
from workers.wording.operator import name_operator
from workers.wording.recordings import write_particulars
from workers.wording.refusals import write_refusal

_DOING = {
    Stage.ANNOUNCE: "Looking at",
    Stage.LOCATE: "Looking at",
    Stage.SUBMIT: "Listening to",
    Stage.POLL: "Listening to",
    Stage.DRAW: "Drawing the chart of",
}
BAR_CELLS = 12
BUSY = ":hourglass_flowing_sand:"


def write_opening(analysis: Analysis) -> Post:
    """The first line: for a command, which leaves no message behind, it says who asked for what."""
    if analysis.ask.message_ts is not None:
        return write_working(analysis)
    if analysis.ask.gesture is not None and analysis.ask.response_url is None:
        return _subscribed(analysis)
    link = analysis.recording.link or ""
    what = f" {escape(link, 500)}" if link.startswith("http") else ""
    asked = f"<@{analysis.ask.asked_by}> asked for a chart of this recording:{what}"
    post = write_working(analysis)
    return Post(f"{asked}\n{post.text}", [make_section(asked), *post.blocks])


def write_working(
    analysis: Analysis, share: float | None = None, left_s: float | None = None
) -> Post:
    """What is going on right now; `share` (0 to 1) and the time left where they are known."""
    known = write_particulars(analysis.recording)
    doing = f"{_say_verb(analysis)} {name_subject(analysis)}"
    doing += f" ({known})" if known else ""
    if share is None:
        return Post(f"{doing} …", [make_section(f"{BUSY} {doing} …"), _cancel(analysis)])
    left = f", about {write_span(left_s)} left" if left_s is not None else ""
    line = make_context(f"`{draw_bar(share)}` {share:.0%}{left}")
    blocks = [make_section(f"{BUSY} {doing}"), line, _cancel(analysis)]
    return Post(f"{doing}: {share:.0%}{left}", blocks)


def write_waiting(analysis: Analysis, others: int) -> Post:
    """In line for the embedded engine, behind others."""
    before = "1 other recording is" if others == 1 else f"{others} other recordings are"
    text = f"Waiting to listen to {name_subject(analysis)}: {before} ahead of it …"
    return Post(text, [make_section(f"{BUSY} {text}"), _cancel(analysis)])


def write_charted(analysis: Analysis) -> Post:
    """The last word of the status message: the answer stands below it."""
    took = f" in {write_span(analysis.took_s)}" if analysis.took_s is not None else ""
    text = f"Charted {name_subject(analysis)}{took}."
    return Post(text, [make_context(f":white_check_mark: {text}")])


def write_refused(analysis: Analysis) -> Post:
    """Why there is no chart."""
    text = write_refusal_text(analysis)
    shown = make_section(f":warning: {text}")
    if analysis.refusal is None or analysis.refusal.why not in changes.LOCKED:
        return Post(text, [shown])
    enter = make_button("Enter passcode", actions.PASSCODE, actions.pack_value(analysis.id))
    return Post(text, [shown, make_buttons([enter])])


def write_unreadable() -> Post:
    """The last word about an analysis of which nothing but its place is known any more."""
    text = write_refusal(Why.KEY_GONE, {})
    return Post(text, [make_section(f":warning: {text}")])


class Left(StrEnum):
    """What could not be deleted, and who can."""

    ANSWER = "my answer in this thread (an admin of this workspace can delete it)"
    FILES = "the picture or files in Slack (an admin of this workspace can delete them)"
    COPY = "the engine’s copy (ask {operator} to have it deleted there)"


def write_deleted(analysis: Analysis, left: Collection[Left] = ()) -> Post:
    """The receipt: what is gone, who asked for it, and what is `left`, with who can delete that."""
    by = f", as <@{analysis.wanted_by}> asked" if analysis.wanted_by else ""
    # Of a transcript there is none, nor of what was heard on this machine.
    copy = "the engine’s copy, " if any(each.ids for each in analysis.submissions) else ""
    text = (
        f"Deleted{by}: the chart, the words and their polarity kept here, {copy}"
        "and my answer in this thread."
    )
    if left:
        rest = "; ".join(each for each in Left if each in left).format(operator=name_operator())
        text = f"Deleted{by}: the words and their polarity kept here. I could not delete {rest}."
    return Post(text, [make_context(f":wastebasket: {text}")])


def write_refusal_text(analysis: Analysis) -> str:
    """The sentence, naming the recording where several were asked for at once."""
    if analysis.refusal is None:
        raise ValueError(f"analysis {analysis.id} was not refused")
    details = {"analysis_id": analysis.id, **analysis.refusal.details}
    sentence = write_refusal(analysis.refusal.why, details)
    name = escape(analysis.recording.called or analysis.recording.host, 60)
    return f"*{name}*: {sentence}" if name else sentence


def name_subject(analysis: Analysis) -> str:
    """What the recording is called here."""
    name, host = analysis.recording.called, escape(analysis.recording.host, 60)
    if not name:
        return f"the recording at {host}" if host else "the recording"
    return f"*{escape(name, 60)}*"


def draw_bar(share: float) -> str:
    """Progress drawn in text."""
    full = round(max(0.0, min(1.0, share)) * BAR_CELLS)
    return "█" * full + "░" * (BAR_CELLS - full)


def _say_verb(analysis: Analysis) -> str:
    doing = _DOING.get(analysis.stage, "Working on")
    return "Reading" if doing == "Listening to" and analysis.recording.is_text else doing


def _subscribed(analysis: Analysis) -> Post:
    """Nobody asked for this one; the line says where it comes from and how to find out more."""
    came = f"Zoom recording of “{escape(analysis.recording.called, 80)}”"
    why = "This channel is subscribed: `/sentiment subscriptions` says to what, and by whom."
    post = write_working(analysis)
    return Post(f"{came}\n{post.text}", [make_section(came), *post.blocks, make_context(why)])


def _cancel(analysis: Analysis) -> Block:
    return make_buttons([make_button("Cancel", actions.CANCEL, actions.pack_value(analysis.id))])
