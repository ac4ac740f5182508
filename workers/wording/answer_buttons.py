"""What can be done with a chart: the row under it, and whether it was right."""

from __future__ import annotations

from collections.abc import Iterator

from workers.domain import actions
from workers.domain.analysis import Analysis
from workers.domain.post import (
    Block,
    make_button,
    make_buttons,
    make_context,
    make_feedback,
    make_menu,
    make_select,
)
from workers.wording.files import make_page_button

RENAME = "Rename speakers"
EXPORT = "Transcript & polarity"
STRONGEST = "Show the strongest lines"
UNDO = "Undo"
MEND = "Put a line right"
RECOUNT = "Wrong number of speakers"
LINK = "Link to this chart"
DELETE = "Delete"
QUESTION = "Was this chart right?"
RIGHT, WRONG = "This chart is right", "Something in this chart is wrong"
"""Read aloud: what is seen are a thumb up and a thumb down."""


def ask_whether_right(analysis_id: str) -> Iterator[Block]:
    """The question and two thumbs. Nothing is changed by an answer."""
    yield make_context(QUESTION)
    yield make_feedback(
        actions.FEEDBACK,
        (RIGHT, actions.pack_value(analysis_id, actions.RIGHT)),
        (WRONG, actions.pack_value(analysis_id, actions.WRONG)),
    )


def make_answer_buttons(analysis: Analysis) -> Block:
    """What is wanted often as buttons, the rest in a menu."""
    menu = make_menu(actions.ANSWER_MENU, list(_list_choices(analysis)))
    return make_buttons([*_often(analysis), menu])


def make_plain_buttons(analysis: Analysis) -> Block:
    """The same without a menu."""
    own = actions.pack_value(analysis.id)
    rest = [make_button(MEND, actions.MEND, own)] if _has_lines(analysis) else []
    rest.append(make_button(LINK, actions.LINK, own))
    if _can_be_recounted(analysis):
        rest.append(_select_count(analysis.id))
    return make_buttons([*_often(analysis), *rest, _delete(own)])


def _often(analysis: Analysis) -> Iterator[Block]:
    """What leads nowhere is not offered: nobody to name, nothing that was scored."""
    own = actions.pack_value(analysis.id)
    if _has_lines(analysis):
        yield make_button(RENAME, actions.RENAME, own)
        yield make_button(EXPORT, actions.EXPORT, own)
        yield make_page_button(analysis.id)
    if analysis.chart and any(row.polarity is not None for row in analysis.chart.rows):
        yield make_button(STRONGEST, actions.SHOW_STRONGEST, own)
    if analysis.edits.before is not None:
        yield make_button(UNDO, actions.UNDO, own)


def _list_choices(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """At most five: Slack takes no more in a menu. What cannot be undone stands last."""
    if _has_lines(analysis):
        yield MEND, actions.pack_value(analysis.id, actions.MEND)
    if _can_be_recounted(analysis):
        yield RECOUNT, actions.pack_value(analysis.id, actions.RECOUNT)
    yield LINK, actions.pack_value(analysis.id, actions.LINK)
    yield f"{DELETE}…", actions.pack_value(analysis.id, actions.DELETE)


def _has_lines(analysis: Analysis) -> bool:
    return analysis.chart is not None and bool(analysis.chart.rows)


def _can_be_recounted(analysis: Analysis) -> bool:
    """A transcript says itself who speaks: reading it again finds the same."""
    return not analysis.recording.is_text


def _select_count(analysis_id: str) -> Block:
    offered = [
        ("1 speaker" if count == 1 else f"{count} speakers", actions.pack_value(analysis_id, count))
        for count in range(1, actions.MOST_OFFERED + 1)
    ]
    offered.append(("Estimate it", actions.pack_value(analysis_id, actions.ESTIMATE)))
    return make_select(RECOUNT, actions.RECOUNT, offered)


def _delete(own: str) -> Block:
    return {
        **make_button(DELETE, actions.DELETE, own),
        "style": "danger",
        "confirm": {
            "title": {"type": "plain_text", "text": "Delete this chart?"},
            "text": {
                "type": "plain_text",
                "text": "The picture, the words and their polarity go. This cannot be undone.",
            },
            "confirm": {"type": "plain_text", "text": "Delete"},
            "deny": {"type": "plain_text", "text": "Keep it"},
        },
    }
