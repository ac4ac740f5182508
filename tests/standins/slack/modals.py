"""What becomes of a modal after it was sent off or shut."""

from __future__ import annotations

from tests.standins.slack.nouns import Json, View
from tests.standins.slack.state import Workspace
from tests.standins.slack.view_rules import check_view
from tests.standins.slack.web_api.arguments import usable_images
from tests.standins.slack.web_api.views import replace_modal, show_modal


def apply_submission(workspace: Workspace, view: View, body: Json) -> None:
    """Does what the ack says: keep the modal, show another, or end all."""
    action = body.get("response_action")
    with workspace.changing():
        if action == "update":
            replace_modal(workspace, view, _checked(workspace, body))
        elif action == "push":
            show_modal(workspace, view.user, _checked(workspace, body))
        elif action == "clear":
            for each in workspace.modals.pop(view.user, []):
                del workspace.views[each]
        elif action is None:
            close_modal(workspace, view)


def close_modal(workspace: Workspace, view: View) -> None:
    """Takes a modal off the stack; the one below it shows again."""
    with workspace.changing():
        stack = workspace.modals.get(view.user, [])
        if view.id in stack:
            stack.remove(view.id)
            del workspace.views[view.id]
        if not stack:
            workspace.modals.pop(view.user, None)


def _checked(workspace: Workspace, body: Json) -> Json:
    return check_view(body.get("view"), usable_images(workspace), kind="modal")
