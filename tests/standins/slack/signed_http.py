"""The HTTP way to the bot: signed requests to its request URL."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp

from tests.standins.slack.delivery import Answer, Kind
from tests.standins.slack.nouns import Json


@dataclass(kw_only=True)
class SignedHttp:
    """Posts to `url` and waits for the ack as long as Slack would."""

    signing_secret: str
    url: str | None = None
    limit_s: float = 3.0
    session: aiohttp.ClientSession | None = None

    async def carry(self, kind: Kind, payload: Json, retry: int, reason: str | None) -> Answer:
        """One signed request."""
        if self.url is None or self.session is None:
            return Answer(status=None, problem="connection_failed")
        body, content_type = _body(kind, payload)
        headers = {"Content-Type": content_type, **signature(self.signing_secret, body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": str(reason)}
        timeout = aiohttp.ClientTimeout(total=self.limit_s)
        try:
            async with self.session.post(
                self.url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                text = await response.text()
                return Answer(status=response.status, body=text, headers=dict(response.headers))
        except TimeoutError:
            return Answer(status=None, problem="http_timeout")
        except aiohttp.ClientError:
            return Answer(status=None, problem="connection_failed")


def signature(secret: str, body: bytes, *, at: int | None = None) -> dict[str, str]:
    """The two headers by which the bot knows that Slack is asking."""
    moment = str(int(time.time()) if at is None else at)
    signed = b"v0:" + moment.encode() + b":" + body
    mark = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={mark}"}


def _body(kind: Kind, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"
