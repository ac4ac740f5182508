"""Api: authorised calls to Symbl."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Any
from urllib.parse import quote

import requests

from workers.domain.errors import Refused, Why
from workers.engines.outside.wire import ApiAnswer, Call, Service, SignedBy, read_result, send_call
from workers.engines.symbl.credentials import CHECK
from workers.engines.symbl.token import Tokens


class Api:
    """Calls with the shared token; one that is turned down is replaced once, then it is final."""

    def __init__(self, http: requests.Session, service: Service, tokens: Tokens) -> None:
        self._http = http
        self._service = service
        self._tokens = tokens

    def get(self, path: str, query: Mapping[str, str] | None = None) -> Any:
        """The decoded answer to a GET of `path`."""
        return self.send(Call(method="GET", path=path, query=query or {}))

    def send(self, call: Call, upload: Callable[[], IO[bytes]] | None = None) -> Any:
        """The decoded answer to `call`; `upload` opens the raw body, once for each try.

        Raises the families of `wire`, and refuses with `ENGINE_CREDENTIALS`.
        """
        answer = self._try(call, upload)
        if answer.status == 401:  # not carried out, so it is safe to repeat even a submit
            answer = self._try(call, upload)
        if answer.status == 401:
            raise Refused(Why.ENGINE_CREDENTIALS, engine="Symbl", check=CHECK)
        return read_result(answer, self._service)

    def _try(self, call: Call, upload: Callable[[], IO[bytes]] | None) -> ApiAnswer:
        token = self._tokens.current()
        if upload is None:
            answer = send_call(self._http, self._service, call, auth=SignedBy(token))
        else:
            with upload() as body:
                answer = send_call(
                    self._http, self._service, call, auth=SignedBy(token), upload=body
                )
        if answer.status == 401:
            self._tokens.rejected(token)
        return answer


def make_conversation_path(conversation_id: str, *parts: str) -> str:
    """The path of a conversation or of a part of it; ids are digits, and quoted all the same."""
    return "/".join(
        ["/v1/conversations", *(quote(part, safe="") for part in (conversation_id, *parts))]
    )
