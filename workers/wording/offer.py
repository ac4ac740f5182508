"""The offer to chart what someone posted in a channel that wants to be asked first."""

from __future__ import annotations

from collections.abc import Sequence

from workers.domain.post import Post, make_button, make_buttons, make_context, make_section
from workers.wording.mrkdwn import escape

ACCEPT = "chart_offered"
DECLINE = "not_now"
VALUE_LIMIT = 2000

TAKEN = "On it: the chart comes to the thread of your message."
KNOWN = "I have that one already: look into the thread of your message."
ASK_BY_NAME = (
    "That link is too long for a button: mention me beside it and I chart it (this channel asks "
    "first)."
)
_SHOWN = 3


def write_offer(names: Sequence[str], carried: str) -> Post:
    """To the person who posted, alone; `carried` comes back with the click (2000 at most)."""
    question = f"Shall I chart {_listed(names)}?"
    return Post(
        text=question,
        blocks=[
            make_section(question),
            make_buttons(
                [
                    {**make_button("Chart it", ACCEPT, carried), "style": "primary"},
                    make_button("Not now", DECLINE, "no"),
                ]
            ),
            make_context("Only you see this. `/sentiment settings` says when I ask."),
        ],
    )


def _listed(names: Sequence[str]) -> str:
    shown = [f"*{escape(name, 60)}*" if name.strip() else "that recording" for name in names]
    rest = len(shown) - _SHOWN
    return ", ".join(shown[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
