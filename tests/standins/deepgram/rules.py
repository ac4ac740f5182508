"""Rules: which options `POST /v1/listen` takes, and what it says to others.

Written from the documented parameters; retired ones are refused as the changelog says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

MODELS = frozenset({"nova-3", "nova-3-general", "nova-3-medical", "nova-2", "base", "enhanced"})
LANGUAGES = frozenset({"en", "en-US", "en-GB", "en-AU", "de", "es", "fr", "nl", "pt-BR", "multi"})
NO_MODEL = "Bad Request: No such model/version combination found."
INVALID = "Invalid query string."

Values = Sequence[str]
Check = Callable[[Values], bool]


def _is_flag(values: Values) -> bool:
    return len(values) == 1 and values[0] in ("true", "false")


def _are_terms(values: Values) -> bool:
    return len(values) <= 100 and all(values)


OPTIONS: Mapping[str, Check] = {
    "model": lambda values: len(values) == 1,
    "version": lambda values: len(values) == 1,
    "diarize": _is_flag,
    "diarize_model": lambda values: values[0] in ("latest", "v1", "v2"),
    "sentiment": _is_flag,
    "utterances": _is_flag,
    "punctuate": _is_flag,
    "smart_format": _is_flag,
    "paragraphs": _is_flag,
    "language": lambda values: values[0] in LANGUAGES,
    "detect_language": bool,
    "keyterm": _are_terms,
    "keywords": _are_terms,
    "mip_opt_out": _is_flag,
    "tag": _are_terms,
    "extra": _are_terms,
}


def check_options(options: Mapping[str, Values]) -> str | None:
    """What is wrong with a query string; None where all is well."""
    for name, values in options.items():
        if name not in OPTIONS or not OPTIONS[name](values):
            return INVALID
    if options.get("model", ["base"])[0] not in MODELS:
        return NO_MODEL
    nova_3 = options.get("model", ["base"])[0].startswith("nova-3")
    if ("keyterm" in options and not nova_3) or ("keywords" in options and nova_3):
        return INVALID
    return None
