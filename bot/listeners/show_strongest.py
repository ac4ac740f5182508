"""Someone wants to read the strongest lines of a meeting: they are told alone, at once."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.interactions import Click
from bot.payloads import Body
from bot.pressing import explain_unchanged, press
from workers.domain import actions
from workers.intake import Intake
from workers.wording import aliases, replies
from workers.wording.strongest import QUOTES_OFF, write_strongest


def register(app: App, intake: Intake) -> None:
    @app.action(actions.SHOW_STRONGEST)
    def listener(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: tell_strongest(click, intake), intake)


def tell_strongest(click: Click, intake: Intake) -> str:
    """As the channel has it: named or not, and nothing where it wants no quotes."""
    analysis, heard = intake.find(click.analysis_id), intake.heard(click.analysis_id)
    if analysis is None or click.beside is None:
        return replies.GONE
    if heard is None:
        return explain_unchanged(intake, analysis.id)
    settings = intake.settings(click.team, click.beside.channel)
    if not settings.quotes:
        return QUOTES_OFF
    corrected, known = analysis.edits.applied(heard), analysis.known_names(heard)
    return write_strongest(aliases.apply_aliases(corrected, settings.names, known))
