"""users.*: who is who."""

from __future__ import annotations

from tests.standins.slack.nouns import Json, Refusal
from tests.standins.slack.shapes import user_json
from tests.standins.slack.state import Workspace


def info(workspace: Workspace, args: Json) -> Json:
    """users.info"""
    user = workspace.users.get(args["user"])
    if user is None:
        raise Refusal("user_not_found")
    return {"user": user_json(user, workspace)}
