"""Api: calls with the account's key, and what AssemblyAI's refusals mean.

What it says in an error may hold the link to the recording; so nothing of it is shown or logged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
from requests.auth import AuthBase

from workers.domain.errors import Refused, Why
from workers.engines.outside.upload import Upload
from workers.engines.outside.wire import (
    ApiAnswer,
    Call,
    Rejected,
    Service,
    read_result,
    send_call,
)

_UPLOAD_ANSWER_S = 180
_UNFIT = re.compile(r"not available in this language:?\s*(?P<features>[\w ,]+)", re.IGNORECASE)


class Unfit(Refused):
    """The API has no `features` for this language; without them it would take the recording."""

    def __init__(self, features: frozenset[str]) -> None:
        super().__init__(Why.ENGINE_REJECTED, engine="AssemblyAI", said=", ".join(sorted(features)))
        self.features = features


class RawKey(AuthBase):
    """Signs a request. An auth object, as a bare header would lose against a ~/.netrc entry."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = self._key
        return request


class Api:
    """One account. Every method raises the families of `wire`, and refuses `ENGINE_CREDENTIALS`,
    `ENGINE_NO_CREDIT` and `ENGINE_MODEL`."""

    def __init__(self, http: requests.Session, service: Service, key: str) -> None:
        self._http = http
        self._service = service
        self._auth = RawKey(key)

    def get(self, path: str, query: Mapping[str, str] | None = None) -> Any:
        """The decoded answer to a GET of `path`."""
        return self._send(Call(method="GET", path=path, query=query or {}))

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """The decoded answer to a POST; raises `Unfit` for what a language does not have."""
        return self._send(Call(method="POST", path=path, body=body))

    def delete(self, path: str) -> Any:
        return self._send(Call(method="DELETE", path=path))

    def upload(self, path: Path, at: Callable[[float], None]) -> Any:
        """The decoded answer to the bytes of a file, streamed from disk; `at` hears the share."""
        call = Call(
            method="POST",
            path="/v2/upload",
            headers={"Content-Type": "application/octet-stream"},
            answer_s=_UPLOAD_ANSWER_S,
        )
        with Upload(path, at) as body:
            answer = send_call(self._http, self._service, call, auth=self._auth, upload=body)
        return self._read(answer)

    def _send(self, call: Call) -> Any:
        return self._read(send_call(self._http, self._service, call, auth=self._auth))

    def _read(self, answer: ApiAnswer) -> Any:
        if answer.status in (401, 403):
            raise Refused(
                Why.ENGINE_CREDENTIALS, engine=self._service.title, check="ASSEMBLYAI_API_KEY"
            )
        try:
            return read_result(answer, self._service)
        except Rejected as rejected:
            self._explain(_said(answer.body))
            raise rejected from None

    def _explain(self, said: str) -> None:
        unfit = _UNFIT.search(said)
        if unfit is not None:
            raise Unfit(frozenset(re.findall(r"\w+", unfit["features"])))
        if "balance" in said:
            raise Refused(Why.ENGINE_NO_CREDIT, engine=self._service.title)
        if "speech_model" in said:
            raise Refused(Why.ENGINE_MODEL, engine=self._service.title, check="ASSEMBLYAI_MODELS")


def make_path(transcript_id: str) -> str:
    """The path of a transcript; ids are quoted, though they are UUIDs."""
    return f"/v2/transcript/{quote(transcript_id, safe='')}"


def _said(body: object) -> str:
    said = body.get("error") if isinstance(body, dict) else None
    return said if isinstance(said, str) else ""
