"""The wires between the workspace and the bot: the server, its routes, and the two ways back."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial

from aiohttp import web

from tests.standins.slack.api_requests import WebApi
from tests.standins.slack.delivery import Answer, Kind, Post
from tests.standins.slack.faults import Faults
from tests.standins.slack.nouns import Delivery, Json, User
from tests.standins.slack.page import Page
from tests.standins.slack.server import Server
from tests.standins.slack.signed_http import SignedHttp
from tests.standins.slack.socket_mode import Sockets
from tests.standins.slack.state import Workspace
from tests.standins.slack.transfers import Transfers


class Connections:
    """Everything with a socket in it; `http.url` decides which way the bot is reached."""

    def __init__(self, workspace: Workspace, faults: Faults) -> None:
        self.bot_token = f"xoxb-{secrets.token_hex(12)}"
        self.other_team_token = f"xoxb-{secrets.token_hex(12)}"
        self.app_token = f"xapp-1-{secrets.token_hex(12)}"
        self.signing_secret = secrets.token_hex(16)
        self.http = SignedHttp(signing_secret=self.signing_secret)
        self.sockets = Sockets(workspace=workspace, app_token=self.app_token)
        self.post = Post(workspace=workspace, carrier=self)
        stranger = User(id="U0STRANGER", name="other", bot_id="B0STRANGER")
        self.api = WebApi(
            workspaces={
                self.bot_token: workspace,
                self.other_team_token: Workspace(team="T0OTHER", bot=stranger),
            },
            faults=faults,
            new_socket=self.sockets.new_url,
        )
        self._transfers = Transfers(workspace=workspace, bot_token=self.bot_token, faults=faults)
        self._page = Page(workspace=workspace)
        self._server = Server()

    def open(self, port: int) -> str:
        """Starts to listen on 127.0.0.1 and returns the origin."""
        found = self._server.start(self._routes(), port)
        self.http.session = self._server.session
        return f"http://127.0.0.1:{found}"

    def close(self) -> None:
        """Ends everything that is under way."""
        self._server.stop()

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Does something after a while."""
        self._server.later(seconds, act)

    def emit(self, event: Json) -> None:
        """Delivers an event without waiting for its ack."""
        self._server.start_soon(partial(self.post.deliver_event, event))

    def emit_again(self, event: Json, times: int) -> list[Delivery]:
        """Delivers an event that was delivered before, and waits for the acks."""
        return self._server.wait_for(self.post.redeliver_event(event, times))

    def hand_over(self, kind: Kind, payload: Json) -> Delivery:
        """Delivers a command or a click and waits for the ack."""
        return self._server.wait_for(self.post.deliver_once(kind, payload))

    def refresh_sockets(self, reason: str) -> None:
        """Sends the sockets away, as Slack does every few hours."""
        self._server.wait_for(self.sockets.refresh(reason))

    def drop_sockets(self) -> None:
        """Closes the sockets without a word."""
        self._server.wait_for(self.sockets.drop())

    async def carry(self, kind: Kind, payload: Json, retry: int, reason: str | None) -> Answer:
        """One try, by HTTP where there is a request URL, else by Socket Mode."""
        way = self.http if self.http.url else self.sockets
        return await way.carry(kind, payload, retry, reason)

    def _routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self._page.show),
            web.get("/page/version", self._page.version),
            web.get("/page/files/{file_id}", self._page.file),
            web.get("/archives/{channel}/{message}", self._page.go_to),
            web.route("*", "/api/{method}", self.api.answer),
            web.post("/upload/v1/{file_id}", self._transfers.upload),
            web.get("/files-pri/{place}/{name}", self._transfers.download),
            web.get("/files-pri/{place}/download/{name}", self._transfers.download),
            web.post("/commands/{ticket}", self._transfers.respond),
            web.get("/link/", self.sockets.accept),
        ]
