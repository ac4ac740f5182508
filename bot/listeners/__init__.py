"""One gesture a file. Each has `register(app, intake)`; here is the order they are asked in.

Bolt runs the first listener that matches and no other, so the more specific stands first and the
one that only acks stands last.
"""

from __future__ import annotations

from slack_bolt import App

from bot.listeners import mention, recording_file, recording_link, slash_command, unheard
from workers.intake import Intake

GESTURES = (slash_command, mention, recording_file, recording_link, unheard)


def register(app: App, intake: Intake) -> None:
    """Let the bot hear everything it knows to answer."""
    for gesture in GESTURES:
        gesture.register(app, intake)
