"""Rules: what `POST /v2/transcript` turns down, as the error it would give; None where all is well.

Written from the documented parameters; anything else is refused, as a schema would.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

LANGUAGES = frozenset(
    {"en", "en_us", "en_uk", "en_au", "es", "fr", "de", "it", "pt", "nl", "hi", "ja", "zh", "fi"}
    | {"ko", "pl", "ru", "tr", "uk", "vi", "sv", "da", "no", "cs", "bg", "id", "ro", "sk", "th"}
)
ENGLISH = frozenset({"en", "en_us", "en_uk", "en_au"})
MODELS = frozenset({"assemblyai-stt-3-7", "universal-3-5-pro", "universal-2"})
SCHEMA = "Invalid endpoint schema, please refer to documentation for examples."
UNFIT = "The following models are not available in this language: {}"

Check = Callable[[Any], bool]


def _is_link(value: object) -> bool:
    return isinstance(value, str) and urlsplit(value).scheme in ("http", "https")


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_terms(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= 1000
        and all(isinstance(term, str) and 1 <= len(term.split()) <= 6 for term in value)
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


FIELDS: Mapping[str, Check] = {
    "audio_url": _is_link,
    "speech_models": lambda value: isinstance(value, list) and bool(value),
    "language_code": LANGUAGES.__contains__,
    "language_detection": _is_flag,
    "speaker_labels": _is_flag,
    "speakers_expected": _is_count,
    "speaker_options": lambda value: isinstance(value, dict),
    "sentiment_analysis": _is_flag,
    "punctuate": _is_flag,
    "format_text": _is_flag,
    "disfluencies": _is_flag,
    "keyterms_prompt": _is_terms,
    "webhook_url": _is_link,
    "webhook_auth_header_name": _is_text,
    "webhook_auth_header_value": _is_text,
}


def check_order(body: object) -> str | None:
    """What is wrong with the body of an order."""
    if not isinstance(body, dict) or "audio_url" not in body:
        return SCHEMA
    for name, value in body.items():
        if name == "speech_model":
            return '"speech_model" is no longer accepted, use "speech_models"'
        if name not in FIELDS or not FIELDS[name](value):
            return SCHEMA
    if unknown := [each for each in body.get("speech_models", ()) if each not in MODELS]:
        return f'"speech_models" must be one of {sorted(MODELS)}, not {unknown}'
    return SCHEMA if _contradicts_itself(body) else None


def _contradicts_itself(body: Mapping[str, Any]) -> bool:
    return (
        bool(body.get("language_detection") and "language_code" in body)
        or ("speakers_expected" in body and not body.get("speaker_labels"))
        or ("webhook_auth_header_name" in body) != ("webhook_auth_header_value" in body)
    )
