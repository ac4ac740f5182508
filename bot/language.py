"""Language tags as people type them."""

from __future__ import annotations

import re

_TAG = re.compile(r"(?P<language>[a-z]{2,3})(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|\d{3}))?")


UNKNOWN = "auto"
"""Typed where nobody knows which language is spoken: an engine that can finds out."""


def read_language_tag(typed: str) -> str | None:
    """The tag in its proper form (en-US, zh-Hant-TW), or UNKNOWN; None for what is no BCP 47 tag of
    a language.

    Extensions and variants are no matter of meetings, and not taken.
    """
    written = typed.strip().replace("_", "-").lower()
    if written == UNKNOWN:
        return UNKNOWN
    found = _TAG.fullmatch(written)
    if found is None:
        return None
    script, region = found["script"], found["region"]
    parts = (found["language"], script and script.title(), region and region.upper())
    return "-".join(filter(None, parts))
