"""Rules: what the API turns down, as the message it would give; None where all is well."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

AUDIO_TYPES = {"audio/wav", "audio/mpeg", "audio/mp3", "audio/wave"}
LANGUAGES = frozenset(
    {"en-US", "en-GB", "en-AU", "en-IE", "en-IN", "en-ZA", "es-US", "es-ES", "fr-CA", "fr-FR"}
    | {"ru-RU", "de-DE", "it-IT", "nl-NL", "ja-JP", "ar-SA", "hi-IN", "pt-BR", "pt-PT", "fa-IR"}
)
_STREAMING_SITES = ("youtube.com", "youtu.be", "vimeo.com")

Check = Callable[[Any], bool]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_link(value: object) -> bool:
    return isinstance(value, str) and urlsplit(value).scheme in ("http", "https")


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool) or value in ("true", "false")


def _is_count(value: object) -> bool:
    return not isinstance(value, bool) and str(value).isdecimal() and int(str(value)) >= 1


def _is_threshold(value: object) -> bool:
    return isinstance(value, int | float | str) and 0.5 <= float(value) <= 1


OPTIONS: Mapping[str, Check] = {
    "name": _is_text,
    "webhookUrl": _is_link,
    "customVocabulary": _is_list,
    "confidenceThreshold": _is_threshold,
    "detectPhrases": _is_flag,
    "entities": _is_list,
    "detectEntities": _is_flag,
    "languageCode": LANGUAGES.__contains__,
    "mode": {"default", "phone"}.__contains__,
    "enableSeparateRecognitionPerChannel": _is_flag,
    "channelMetadata": _is_list,
    "enableSpeakerDiarization": _is_flag,
    "diarizationSpeakerCount": _is_count,
    "trackers": _is_list,
    "enableAllTrackers": _is_flag,
    "enableSummary": _is_flag,
}
_JSON_ON_QUERY = {"customVocabulary", "entities", "channelMetadata", "trackers"}
_TEXT_ONLY = ("customVocabulary", "languageCode", "enableSpeakerDiarization")


def against_query(query: Mapping[str, str]) -> tuple[dict[str, Any], str | None]:
    """The options of a query string, and what is wrong with them."""
    options: dict[str, Any] = {}
    for name, value in query.items():
        try:
            options[name] = json.loads(value) if name in _JSON_ON_QUERY else value
        except ValueError:
            return {}, f'"{name}" must be an array'
    return options, against_options(options)


def against_body(kind: str, body: object) -> str | None:
    """What is wrong with the JSON of a link (`audio`, `video`) or of a `text`."""
    if not isinstance(body, dict):
        return '"value" must be of type object'
    own = {"messages"} if kind == "text" else {"url"}
    for name in own:
        if name not in body:
            return f'"{name}" is required'
    if kind == "text":
        wrong = _against_messages(body["messages"])
        forbidden = next((name for name in _TEXT_ONLY if name in body), None)
        wrong = wrong or (f'"{forbidden}" is not allowed' if forbidden else None)
    else:
        wrong = _against_link(body["url"])
    return wrong or against_options({name: body[name] for name in body.keys() - own})


def against_options(options: Mapping[str, Any]) -> str | None:
    """What is wrong with options, wherever they stood."""
    for name, value in options.items():
        if name not in OPTIONS:
            return f'"{name}" is not allowed'
        if value is None or not OPTIONS[name](value):
            return f'"{name}" has an invalid value'
    asked = str(options.get("enableSpeakerDiarization", "false")).lower() == "true"
    if asked and "diarizationSpeakerCount" not in options:
        return '"diarizationSpeakerCount" is required'
    return None


def against_upload(kind: str, headers: Mapping[str, str]) -> str | None:
    """What is wrong with the headers of a raw body."""
    content_type = headers.get("Content-Type", "")
    if content_type.startswith("multipart/"):
        return "multipart uploads are not supported"
    if "Content-Length" not in headers:
        return "Content-Length header is required"
    if headers["Content-Length"] == "0":
        return "the body is empty"
    if kind == "video" and content_type != "video/mp4":
        return "Content-Type must be video/mp4"
    if kind == "audio" and content_type and content_type not in AUDIO_TYPES:
        return f"Content-Type {content_type} is not supported"
    return None


def _against_link(link: object) -> str | None:
    if not isinstance(link, str) or not _is_link(link):
        return '"url" must be a valid uri'
    host = urlsplit(link).hostname or ""
    if host.endswith(_STREAMING_SITES):
        return "the url must point to a media file"
    return None


def _against_messages(messages: object) -> str | None:
    if not isinstance(messages, list) or not messages:
        return '"messages" must contain at least 1 item'
    for at, message in enumerate(messages):
        if not isinstance(message, dict) or not _is_text(message.get("payload", {}).get("content")):
            return f'"messages[{at}].payload.content" is required'
        if None in message.values() or None in message.get("from", {}).values():
            return f'"messages[{at}]" must not hold null'
        duration = message.get("duration")
        if duration is not None and set(duration) != {"startTime", "endTime"}:
            return f'"messages[{at}].duration" needs startTime and endTime'
    return None
