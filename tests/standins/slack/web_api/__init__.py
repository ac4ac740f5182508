"""The Web API's methods, one family a file; each takes the workspace and the arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.standins.slack.nouns import Json
from tests.standins.slack.state import Workspace
from tests.standins.slack.web_api import (
    assistant,
    auth,
    chat,
    conversations,
    files,
    reactions,
    users,
    views,
)

METHODS: Mapping[str, Callable[[Workspace, Json], Json]] = {
    "assistant.threads.setStatus": assistant.set_status,
    "auth.test": auth.test,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_im,
    "conversations.replies": conversations.replies,
    "files.completeUploadExternal": files.complete_upload,
    "files.delete": files.delete,
    "files.getUploadURLExternal": files.get_upload_url,
    "files.info": files.info,
    "reactions.add": reactions.add,
    "reactions.remove": reactions.remove,
    "users.info": users.info,
    "views.open": views.open_modal,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}
