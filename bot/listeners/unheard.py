"""Everything else that Slack sends: acked, because an event without a listener is sent again."""

from __future__ import annotations

import re

from slack_bolt import Ack, App

from workers.intake import Intake


def register(app: App, _intake: Intake) -> None:
    app.event(re.compile(".*"))(ack_unheard)


def ack_unheard(ack: Ack) -> None:
    """Edits, deletions, joins, what bots post, and events of a later manifest."""
    ack()
