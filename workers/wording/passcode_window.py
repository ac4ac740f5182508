"""The window in which the passcode of a locked recording is entered."""

from __future__ import annotations

from workers.domain.post import Block
from workers.wording.window_parts import make_input, make_line, make_window

PASSCODE = "passcode"
"""The window, and its one input."""
PASSCODE_LIMIT = 128
NO_PASSCODE = "That passcode has no visible characters. Enter it once more."


def write_passcode_modal(packed: str) -> Block:
    """One input, for the passcode of a locked recording; `packed` as for `write_rename_modal`."""
    kept = "I open this one recording with it, and then forget it."
    entered = make_input(PASSCODE, "Passcode", make_line("", PASSCODE_LIMIT), hint=kept)
    return make_window(PASSCODE, "Locked recording", packed, [entered], submit="Open it")
