"""The page at `/`: the workspace as a person sees it in a browser."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from tests.standins.slack.nouns import StoredFile
from tests.standins.slack.page_html import workspace_html
from tests.standins.slack.shapes import type_of
from tests.standins.slack.state import Workspace


@dataclass(kw_only=True)
class Page:
    """Serves the page, what it shows, and the number by which it knows that it is old."""

    workspace: Workspace

    async def show(self, _request: web.Request) -> web.Response:
        """The whole page."""
        with self.workspace.reading():
            page = workspace_html(self.workspace)
        return web.Response(text=page, content_type="text/html")

    async def version(self, _request: web.Request) -> web.Response:
        """Grows with every change; the page asks for it once a second."""
        return web.Response(text=str(self.workspace.version))

    async def file(self, request: web.Request) -> web.Response:
        """An uploaded file, for a browser that has no token."""
        file = self.workspace.files.get(request.match_info["file_id"])
        if not isinstance(file, StoredFile) or file.content is None:
            raise web.HTTPNotFound
        kind = type_of(file) or "application/octet-stream"
        return web.Response(body=file.content, content_type=kind)

    async def go_to(self, request: web.Request) -> web.Response:
        """A permalink leads to its message on the page."""
        raise web.HTTPFound(f"/#{request.match_info['message']}")
