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
    channel_shared,
    channel_windows,
    delete,
    export,
    feedback,
    home,
    link,
    look_closer,
    looks_wrong,
    mend,
    mention,
    offer,
    passcode,
    recording_file,
    recording_link,
    recount,
    rename,
    review,
    shortcut,
    show_rest,
    show_strongest,
    slash_command,
    start_buttons,
    undo,
    unheard,
    uninstalled,
    unknown_choice,
    welcome,
)
from workers.intake import Intake

GESTURES = (
    *(slash_command, shortcut),
    *(mention, recording_file, recording_link, changed_message),
    *(
        cancel,
        delete,
        export,
        feedback,
        link,
        look_closer,
        looks_wrong,
        mend,
        recount,
        rename,
        show_rest,
        show_strongest,
        undo,
    ),
    *(offer, passcode, review, channel_settings),
    *(welcome, start_buttons, channel_shared),
    *(uninstalled, unknown_choice, unheard),
)


def register(app: App, intake: Intake, retention_days: int) -> None:
    """Let the bot hear everything it knows to answer; Home says how long things are kept."""
    home.register(app, intake, retention_days)
    channel_windows.register(app, intake, retention_days)
    for gesture in GESTURES:
        gesture.register(app, intake)
