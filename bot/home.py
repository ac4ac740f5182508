"""The Home tab of one person, as it is now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.introducing import introduce_ourselves
from bot.manifest import read_scopes
from bot.people import is_admin
from bot.slack_calls import ask_slack
from workers.domain import asked_for
from workers.domain.greeting import SETTER_UP
from workers.domain.opened_home import OpenedHome
from workers.engines import title_engine
from workers.intake import Intake
from workers.processes.version import read_version
from workers.wording.home import HomeSight, write_home


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who looks at their Home tab; `scopes` are those that Slack has granted, None where it does
    not say."""

    team: str
    person: str
    workspace_url: str
    scopes: Collection[str] | None


def find_visitor(team: str, person: str, context: BoltContext) -> Visitor:
    """With what Slack has said of us."""
    who = context.authorize_result
    return Visitor(
        team=team,
        person=person,
        workspace_url=(who and who.url) or "",
        scopes=who.bot_scopes if who else None,
    )


def show_home(
    visitor: Visitor, client: WebClient, intake: Intake, retention_days: int, searched: str = ""
) -> None:
    """Publish it; the first admin who looks is also told how to begin. Raises `Unavailable`."""
    team, person = visitor.team, visitor.person
    used, lacking, missing = (
        intake.engine_minutes(),
        intake.shortcomings.find(),
        _find_missing(visitor),
    )
    new_here = not intake.was_greeted(team, SETTER_UP)
    admin = bool(used or lacking or missing or new_here) and is_admin(client, person, team)
    scopes = tuple(missing) if admin else ()
    intake.home_opened(team, person, OpenedHome(visitor.workspace_url, admin, scopes))
    analyses = intake.asked_by(team, person)
    sight = HomeSight(
        running=asked_for.select_running(analyses),
        recent=asked_for.select_charted(analyses),
        searched=searched,
        found=asked_for.find_charts(analyses, searched) if searched else (),
        subscriptions=intake.subscriptions.of_person(team, person),
        retention_days=retention_days,
        version=read_version(),
        workspace_url=visitor.workspace_url,
        minutes={title_engine(name): each for name, each in used.items()} if admin else None,
        lacking=lacking if admin else (),
        missing_scopes=scopes,
    )
    ask_slack(client.views_publish, user_id=person, view=write_home(sight))
    if admin and new_here:
        introduce_ourselves(client, team, person, intake)


def _find_missing(visitor: Visitor) -> list[str]:
    """Of the scopes that are needed."""
    granted = visitor.scopes
    return sorted(read_scopes().needed - set(granted)) if granted is not None else []
