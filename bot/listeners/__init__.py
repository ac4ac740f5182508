"""One gesture a file. Each has `register(app, intake)`; here is the order they are asked in.

Bolt runs the first listener that matches and no other, so the more specific stands first and the
one that only acks stands last.
"""

from __future__ import annotations

from slack_bolt import App

from bot.listeners import (
    cancel,
    changed_message,
    channel_settings,
    delete,
    export,
    home,
    looks_wrong,
    mention,
    offer,
    recording_file,
    recording_link,
    recount,
    rename,
    shortcut,
    slash_command,
    undo,
    unheard,
    uninstalled,
)
from workers.intake import Intake

COMMANDS = (slash_command, shortcut)
MESSAGES = (mention, recording_file, recording_link, changed_message)
BUTTONS = (cancel, delete, export, looks_wrong, offer, recount, rename, undo)
WINDOWS = (channel_settings,)


def register(app: App, intake: Intake, retention_days: int) -> None:
    """Let the bot hear everything it knows to answer; the Home tab says how long things are kept."""
    home.register(app, intake, retention_days)
    for gesture in (*COMMANDS, *BUTTONS, *WINDOWS, *MESSAGES, uninstalled, unheard):
        gesture.register(app, intake)
