"""The windows of the Home tab, where a channel has to be chosen before anything is said of it."""

from __future__ import annotations

from workers.domain.post import Block
from workers.domain.subscription import LEAST_MINUTES, SKIPPED
from workers.wording.window_parts import (
    make_checkbox,
    make_input,
    make_line,
    make_plain,
    make_window,
)

CHOICE = "choose_channel_window"
SUBSCRIBING = "subscribe_window"

HOST_LIMIT, TITLE_LIMIT, SKIP_LIMIT, MINUTES_LIMIT = 200, 100, 500, 3

NOT_IN_IT = "You are not in that private channel. Choose one that you are in."
BAD_HOST = "Write an e-mail address, or @ and a domain, like @example.com."
BAD_SKIP = "Write 20 words or fewer, with commas between them, or none."
BAD_MINUTES = "Write a number of minutes from 0 to 999."


def write_choice_window(packed: str) -> Block:
    """Which channel the settings are of; `packed` comes back with the answer."""
    return make_window(CHOICE, "Settings of a channel", packed, [_choose()], submit="Next")


def write_subscribe_window(packed: str) -> Block:
    """What `/sentiment subscribe zoom` takes, as a form."""
    usual = ", ".join(SKIPPED)
    blocks = [
        _choose(),
        make_input(
            "host",
            "Only meetings hosted by",
            make_line("", HOST_LIMIT),
            hint="An e-mail address, or @example.com. Left empty, it is every host for admins, and "
            "you alone for everybody else.",
            optional=True,
        ),
        make_input(
            "title", "Only with these words in the title", make_line("", TITLE_LIMIT), optional=True
        ),
        make_input(
            "skip",
            "Never with one of these words in the title",
            make_line("", SKIP_LIMIT),
            hint=f"With commas between them. Always left out: {usual}. Write “none” to leave none "
            "out.",
            optional=True,
        ),
        make_input(
            "minutes", "Never below (minutes)", make_line(str(LEAST_MINUTES), MINUTES_LIMIT)
        ),
        make_input(
            "review",
            "Before the channel sees anything",
            make_checkbox({"review": "Ask me about each one first"}, False),
            optional=True,
        ),
    ]
    return make_window(SUBSCRIBING, "Subscribe to Zoom", packed, blocks, submit="Subscribe")


def _choose() -> Block:
    select = {
        "type": "conversations_select",
        "action_id": "channel",
        "placeholder": make_plain("A channel that I am in"),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return make_input("channel", "Channel", select)
