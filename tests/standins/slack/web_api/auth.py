"""auth.*: who the token belongs to."""

from __future__ import annotations

from tests.standins.slack.nouns import Json
from tests.standins.slack.state import Workspace


def test(workspace: Workspace, _args: Json) -> Json:
    """auth.test"""
    return {
        "url": f"{workspace.origin}/",
        "team": "Stand-in",
        "team_id": workspace.team,
        "user": workspace.bot.name,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot.bot_id,
        "is_enterprise_install": workspace.organisation,
    }
