"""views.*: modals, opened by a trigger that lives for a moment, and Home tabs."""

from __future__ import annotations

import time

from tests.standins.slack.nouns import Json, Refusal, View
from tests.standins.slack.posting import with_block_ids
from tests.standins.slack.state import Workspace
from tests.standins.slack.view_rules import check_view
from tests.standins.slack.web_api.arguments import decoded, usable_images

DEEPEST = 3


def open_modal(workspace: Workspace, args: Json) -> Json:
    """views.open"""
    view = _view_in(workspace, args, "modal")
    user = _spend_trigger(workspace, args)
    for old in workspace.modals.pop(user, []):
        workspace.views.pop(old, None)
    return show_modal(workspace, user, view)


def push(workspace: Workspace, args: Json) -> Json:
    """views.push: at most three modals on each other"""
    view = _view_in(workspace, args, "modal")
    user = _spend_trigger(workspace, args)
    if len(workspace.modals.get(user, ())) >= DEEPEST:
        raise Refusal("push_limit_reached")
    return show_modal(workspace, user, view)


def update(workspace: Workspace, args: Json) -> Json:
    """views.update, by id or by the app's own id"""
    shown = workspace.views.get(str(args.get("view_id"))) or _by_external_id(workspace, args)
    if shown is None:
        raise Refusal("not_found")
    if args.get("hash") not in {None, shown.hash}:
        raise Refusal("hash_conflict")
    view = _view_in(workspace, args, shown.view["type"])
    return {"view": view_json(workspace, _keep(workspace, shown.user, view, shown.id))}


def publish(workspace: Workspace, args: Json) -> Json:
    """views.publish: the Home tab of one person"""
    user = args["user_id"]
    if user not in workspace.users:
        raise Refusal("user_not_found")
    view = _view_in(workspace, args, "home")
    old = workspace.views.get(workspace.homes.get(user, ""))
    if old and args.get("hash") not in {None, old.hash}:
        raise Refusal("hash_conflict")
    kept = _keep(workspace, user, view, old.id if old else workspace.new_id("V"))
    workspace.homes[user] = kept.id
    return {"view": view_json(workspace, kept)}


def show_modal(workspace: Workspace, user: str, view: Json) -> Json:
    """Puts a checked modal on top of what the person has open."""
    kept = _keep(workspace, user, view, workspace.new_id("V"))
    workspace.modals.setdefault(user, []).append(kept.id)
    return {"view": view_json(workspace, kept)}


def replace_modal(workspace: Workspace, shown: View, view: Json) -> None:
    """Puts a checked modal in the place of another."""
    _keep(workspace, shown.user, view, shown.id)


def view_json(workspace: Workspace, view: View) -> Json:
    """A view as answers and payloads carry it."""
    stack = workspace.modals.get(view.user, [])
    below = stack[: stack.index(view.id)] if view.id in stack else []
    return {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "state": {"values": {}},
        **view.view,
        "id": view.id,
        "team_id": workspace.team,
        "hash": view.hash,
        "app_id": workspace.app_id,
        "bot_id": workspace.bot.bot_id,
        "root_view_id": (below or [view.id])[0],
        "previous_view_id": below[-1] if below else None,
    }


def _keep(workspace: Workspace, user: str, view: Json, view_id: str) -> View:
    with workspace.changing():
        blocks = list(with_block_ids(workspace, view["blocks"]))
        kept = View(
            id=view_id,
            user=user,
            hash=f"{int(time.time())}.{workspace.new_id('h')}",
            view=view | {"blocks": blocks},
        )
        workspace.views[view_id] = kept
        return kept


def _view_in(workspace: Workspace, args: Json, kind: str) -> Json:
    view = decoded(args, "view", "invalid_arguments")
    return check_view(view, usable_images(workspace), kind=kind)


def _by_external_id(workspace: Workspace, args: Json) -> View | None:
    wanted = args.get("external_id")
    if not wanted:
        return None
    found = [each for each in workspace.views.values() if each.view.get("external_id") == wanted]
    return found[0] if found else None


def _spend_trigger(workspace: Workspace, args: Json) -> str:
    trigger = workspace.triggers.get(str(args.get("trigger_id")))
    if trigger is None:
        raise Refusal("invalid_trigger_id")
    if trigger.used:
        raise Refusal("exchanged_trigger_id")
    if time.monotonic() > trigger.until:
        raise Refusal("expired_trigger_id")
    trigger.used = True
    return trigger.user
