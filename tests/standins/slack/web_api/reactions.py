"""reactions.*: emoji under messages."""

from __future__ import annotations

import re

from tests.standins.slack.nouns import Json, Message, Refusal
from tests.standins.slack.posting import change
from tests.standins.slack.state import Workspace


def add(workspace: Workspace, args: Json) -> Json:
    """reactions.add"""
    message, reaction = _place(workspace, args)
    if reaction in message.reactions:
        raise Refusal("already_reacted")
    _put(workspace, message, (*message.reactions, reaction))
    return {}


def remove(workspace: Workspace, args: Json) -> Json:
    """reactions.remove"""
    message, reaction = _place(workspace, args)
    if reaction not in message.reactions:
        raise Refusal("no_reaction")
    _put(workspace, message, tuple(each for each in message.reactions if each != reaction))
    return {}


def _place(workspace: Workspace, args: Json) -> tuple[Message, tuple[str, str]]:
    if not (args.get("channel") and args.get("timestamp")):
        raise Refusal("no_item_specified")
    name = str(args["name"])
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", name):
        raise Refusal("invalid_name")
    return workspace.seen_message(args["channel"], args["timestamp"]), (name, workspace.bot.id)


def _put(workspace: Workspace, message: Message, reactions: tuple[tuple[str, str], ...]) -> None:
    change(workspace, message, quiet=True, reactions=reactions)
