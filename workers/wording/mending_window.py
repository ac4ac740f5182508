"""The window in which one line is put right."""

from __future__ import annotations

from collections.abc import Sequence

from workers.domain.chart import Quote
from workers.domain.introductions import Introduction
from workers.domain.post import Block, make_section
from workers.wording.moment_quote import write_quote
from workers.wording.mrkdwn import write_clock
from workers.wording.window_parts import (
    make_checkbox,
    make_choice,
    make_input,
    make_line,
    make_window,
    one_line,
)

MENDING_WINDOW = "mend_line_modal"
AS_HEARD = "as_heard"
MOST_CHOICES = 90
"""Of the 100 that a select has room for."""
LINE_LIMIT = 1500
MENDING = (
    "Gives a line to whoever said it, or puts its words right. The chart is drawn again; *Undo* "
    "under it takes it back. What you write stays, also when the recording is heard again."
)
ANOTHER = "For another line write its time, as in the transcript."
NO_TIME = "Write a time like 12:34 or 1:02:03."
NOTHING_MENDED = "Choose who says it, or write what they say."


def write_mending_modal(
    packed: str, people: Sequence[tuple[str, Introduction]], quote: Quote | None
) -> Block:
    """Which line, whose words it is, and what they are; `people` and `packed` as above. The window
    begins with the line of `quote`, shown so that nobody has to remember or to search it."""
    known = [(mark, one_line(each.speaker)[:70] or "No name") for mark, each in people]
    speakers = {AS_HEARD: "As it is", **dict(known[:MOST_CHOICES])}
    blocks = [
        make_section(MENDING),
        *([make_section(write_quote(quote))] if quote else []),
        make_input(
            "at",
            "When it is said",
            make_line(write_clock(quote.at_s) if quote else "", 12),
            hint=ANOTHER if quote else "As in the transcript, like 12:34.",
        ),
        make_input("speaker", "Whose words are these?", make_choice(speakers, AS_HEARD)),
        make_input(
            "turn", "How much", make_checkbox({"turn": "All of this turn"}, False), optional=True
        ),
        make_input(
            "words",
            "Wrong words?",
            make_line("", LINE_LIMIT, multiline=True),
            hint="Write the whole sentence as it was said. It is scored again.",
            optional=True,
        ),
    ]
    return make_window(MENDING_WINDOW, "Put a line right", packed, blocks)
