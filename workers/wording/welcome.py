"""What the bot says first: where it was invited, and to whoever asks what it can do."""

from __future__ import annotations

from workers.domain import actions
from workers.domain.post import Block, Post, make_button, make_buttons, make_section

HELLO = (
    "Hello! Paste a link to a recording in this channel, or drop audio, video or a transcript, and "
    "I chart in its thread how positive or negative each speaker’s *words* were. I read the text "
    "alone, rank nobody, and delete recordings as soon as they are charted. Tell people before you "
    "record them, and before you chart them."
)
DEMO_COMES = "Here comes an example meeting, charted in this thread."
_TRY_DEMO, _SETTINGS = "Try the demo", "Settings of this channel"

FIRST_STEPS = (
    "Thank you for bringing me here. Only you read this, and only once.\n"
    "*1.* *Try the demo* charts a bundled meeting in this conversation.\n"
    "*2.* `/invite @undertone` in the channel where recordings are shared, then paste a link there "
    "or drop a file.\n"
    "*3.* `/sentiment settings` in that channel decides on names and quotes, and on whether I "
    "start by myself.\n"
    "*4.* My Home tab tells admins what is missing.\n"
    "Tell people before you record them, and before you chart them."
)


def write_first_steps() -> Post:
    """To whoever set the bot up."""
    return Post(FIRST_STEPS, (make_section(FIRST_STEPS), make_buttons((make_demo_button(),))))


def write_welcome() -> Post:
    """The first message in a channel, with the two things to do next."""
    return Post(HELLO, (make_section(HELLO), make_start_buttons()))


def write_help_post(text: str) -> Post:
    """The help, with buttons for what can be tried at once."""
    return Post(text, (make_section(text), make_start_buttons()))


def make_start_buttons() -> Block:
    """The demo, and the settings of the channel that the buttons stand in."""
    return make_buttons(
        (
            make_demo_button(),
            make_button(_SETTINGS, actions.OPEN_SETTINGS, actions.pack_value("")),
        )
    )


def make_demo_button() -> Block:
    """It works in the Home tab too, where the demo comes as a direct message."""
    return make_button(_TRY_DEMO, actions.TRY_DEMO, actions.pack_value(""))
