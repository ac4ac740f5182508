"""Zoom calls when a meeting has been recorded, and again when it has written down who said what.

It waits three seconds for an answer, and calls again within the next two hours where the answer is
not a success. Whatever it tells twice, within the window of its signature too, is taken up once.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import time

import msgspec
from flask import Blueprint, Response, request
from slack_sdk import WebClient

from bot.after_meeting import hand_in_captions, hand_in_recorded
from bot.hooks.zoom_recording import read_recorded, read_transcribed
from bot.slack_connect import Closed
from workers.domain.errors import Unavailable
from workers.intake import Intake

WINDOW_S = 300
"""How far the clock of a signed request may be from ours."""

log = logging.getLogger(__name__)


class ZoomEvent(msgspec.Struct, frozen=True):
    """What every call has; `download_token` opens the recording for a day."""

    event: str
    payload: msgspec.Raw
    download_token: str = ""


class ZoomQuestion(msgspec.Struct, frozen=True, rename="camel"):
    """The payload by which Zoom finds out whether we know the secret."""

    plain_token: str


def build_zoom_hook(intake: Intake, secret: str, client: WebClient, closed: Closed) -> Blueprint:
    """POST /hooks/zoom: 401 for what Zoom has not signed, 400 for what cannot be read, 503 where
    it should call again. Nothing is charted in a channel that is `closed`."""
    pages = Blueprint("zoom", __name__)

    @pages.post("/hooks/zoom")
    def called() -> Response:
        body, headers = request.get_data(), request.headers
        moment = headers.get("x-zm-request-timestamp", "")
        if not is_signed(secret, body, moment, headers.get("x-zm-signature", "")):
            return Response(status=401)
        try:
            event = msgspec.json.decode(body, type=ZoomEvent)
            intake.subscriptions.note_call()
            if event.event == "endpoint.url_validation":
                return _prove(event, secret)
            _take_up(event, intake, client, closed)
        except msgspec.DecodeError:
            log.warning("a call of Zoom could not be read")
            return Response(status=400)
        except Unavailable as trouble:
            log.warning("a call of Zoom cannot be answered now: %s", trouble)
            return Response(status=503)
        return Response(status=200)

    return pages


def is_signed(secret: str, body: bytes, moment: str, signature: str) -> bool:
    """Whether `signature` is Zoom's for these raw bytes at `moment` (epoch seconds), just now."""
    if not (moment.isascii() and moment.isdecimal() and len(moment) <= 12):
        return False
    if abs(time.time() - int(moment)) > WINDOW_S:
        return False
    expected = "v0=" + _mark(secret, b"v0:" + moment.encode() + b":" + body)
    return hmac.compare_digest(expected.encode(), signature.encode())


def _prove(event: ZoomEvent, secret: str) -> Response:
    """We know the secret."""
    plain = msgspec.json.decode(event.payload, type=ZoomQuestion).plain_token
    proof = {"plainToken": plain, "encryptedToken": _mark(secret, plain.encode())}
    return Response(msgspec.json.encode(proof), mimetype="application/json")


def _take_up(event: ZoomEvent, intake: Intake, client: WebClient, closed: Closed) -> None:
    if event.event == "recording.completed":
        found = read_recorded(bytes(event.payload), event.download_token)
        if found is not None:
            hand_in_recorded(found, intake, client, closed)
    if event.event == "recording.transcript_completed":
        written = read_transcribed(bytes(event.payload), event.download_token)
        if written is not None:
            hand_in_captions(written, intake)


def _mark(secret: str, signed: bytes) -> str:
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
