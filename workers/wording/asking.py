"""The windows that ask once more before something is done to a chart."""

from __future__ import annotations

from workers.domain import actions
from workers.domain.channel import MOST_SPEAKERS
from workers.domain.chart import Quote
from workers.domain.post import Block, make_section
from workers.wording.mrkdwn import escape, write_clock
from workers.wording.window_parts import make_input, make_open_choice, make_window

RECOUNT_WINDOW = "recount_window"
COUNT = "count"
"""Its one input."""
DELETE_WINDOW = "delete_window"
LEAVE_OUT_WINDOW = "leave_out_window"

QUOTE_LIMIT = 240
RECOUNTING = (
    "The recording is listened to again, for as many voices as you say. This chart stays until the "
    "new one is there; names have to be given again."
)
DELETING = "The picture, the words and their polarity go. This cannot be undone."
LEAVING_OUT = "The chart is drawn again without it. *Undo* under the chart brings it back."


def ask_count(packed: str) -> Block:
    """How many speakers there really are; `packed` comes back with the answer."""
    counts = {
        str(n): "1 speaker" if n == 1 else f"{n} speakers" for n in range(1, MOST_SPEAKERS + 1)
    }
    choices = {**counts, actions.ESTIMATE: "Estimate it"}
    select = make_open_choice(choices, "How many?")
    blocks = [make_section(RECOUNTING), make_input(COUNT, "How many speak in it?", select)]
    return make_window(RECOUNT_WINDOW, "Number of speakers", packed, blocks, submit="Listen again")


def ask_deletion(packed: str, called: str) -> Block:
    """Whether a chart may go; `called` is what its recording is called."""
    which = f"Delete the chart of *{escape(called, 80)}*?" if called else "Delete this chart?"
    return make_window(
        DELETE_WINDOW,
        "Delete this chart?",
        packed,
        [make_section(f"{which} {DELETING}")],
        submit="Delete",
        close="Keep it",
    )


def ask_leaving_out(packed: str, quote: Quote) -> Block:
    """Whether a quote is to be left out of the chart."""
    said = f"“{escape(quote.text, QUOTE_LIMIT)}”"
    who = f"`{write_clock(quote.at_s)}`  {escape(quote.speaker, 40)}: {said}"
    return make_window(
        LEAVE_OUT_WINDOW,
        "Leave this quote out?",
        packed,
        [make_section(who), make_section(LEAVING_OUT)],
        submit="Leave it out",
        close="Keep it",
    )
