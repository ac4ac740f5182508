"""Someone looks at the Home tab."""

from __future__ import annotations

from slack_bolt import App, BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.manifest import read_scopes
from bot.payloads import Body, read_home_opened
from bot.people import is_admin
from bot.slack_calls import ask_slack
from workers.domain import asked_for
from workers.engines import title_engine
from workers.intake import Intake
from workers.processes.version import read_version
from workers.wording.home import warn_of_scopes, write_home


def register(app: App, intake: Intake, retention_days: int) -> None:
    @app.event("app_home_opened")
    def listener(body: Body, client: WebClient, context: BoltContext) -> None:
        opened_by = read_home_opened(body)
        if opened_by is None:
            return
        team, person = opened_by
        who = context.authorize_result
        url = (who and who.url) or ""
        used, missing = intake.engine_minutes(), _find_missing_scopes(who)
        admin = bool(used or missing) and is_admin(client, person)
        intake.home_opened(team, person, url, admin=admin)
        analyses = intake.asked_by(team, person)
        view = write_home(
            asked_for.select_running(analyses),
            asked_for.select_charted(analyses),
            retention_days,
            read_version(),
            url,
            {title_engine(name): each for name, each in used.items()} if admin else None,
        )
        if admin and missing:
            view = warn_of_scopes(view, missing)
        ask_slack(client.views_publish, user_id=person, view=view)


def _find_missing_scopes(who: AuthorizeResult | None) -> list[str]:
    """Of those that are needed; none where Slack did not say which it has granted."""
    granted = who.bot_scopes if who else None
    return sorted(read_scopes().needed - set(granted)) if granted is not None else []
