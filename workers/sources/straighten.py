"""Unwraps links that mail filters and search engines have put inside links of their own.

Only the link itself is read, nobody is asked, and what comes out is checked like any other link.
"""

from __future__ import annotations

import base64
import re
import string
from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

DEEPEST = 3
"""How often: a filter may wrap what another has wrapped."""

TEAMS = (
    r"((www|gov|dod|gcc)\.)?teams\.(microsoft\.(com|us)|live\.com|cloud\.microsoft"
    r"|microsoftonline\.cn)"
)
"""Teams' own hosts, those of sovereign clouds among them."""
_ORIGIN = re.compile(r"^(https?://)((?:[^/?#]*@)?)([^/?#]*)", re.IGNORECASE)
_DEFENSE_V3 = re.compile(r"/v3/__(?P<inner>https?:/.+?)__;(?P<replaced>[\w-]*)!")
_RUNS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
"""How Proofpoint counts runs: A is 2."""


def straighten_link(link: str) -> str:
    """The link inside a wrapped one, else the link itself; scheme and host in lower case."""
    for _ in range(DEEPEST):
        inner = _inside(link)
        if inner is None:
            break
        link = inner
    # Scheme and host mean the same in capitals, but the patterns for sites are in lower case.
    return _ORIGIN.sub(lambda found: f"{found[1].lower()}{found[2]}{found[3].lower()}", link)


def _inside(link: str) -> str | None:
    """The link that is wrapped in this one; None where there is none."""
    try:
        parts = urlsplit(link)
        place = f"{parts.hostname or ''}{parts.path}"
    except ValueError:
        return None
    inner = next((read(parts) for form, read in _WRAPPERS.items() if re.match(form, place)), "")
    return inner if inner.lower().startswith(("http://", "https://")) else None


def _query(*names: str) -> Callable[[SplitResult], str]:
    """Reads the first of these parameters that is there."""

    def read(parts: SplitResult) -> str:
        query = parse_qs(parts.query)
        return next((query[name][0] for name in names if name in query), "")

    return read


def _defense(parts: SplitResult) -> str:
    """Proofpoint's two forms. The newer one puts stars for special characters, `**X` for as many as
    X counts, and lists these at the end."""
    if parts.path.startswith("/v2/"):
        written = parse_qs(parts.query).get("u", [""])[0]
        return unquote(written.replace("-", "%").replace("_", "/"))
    found = _DEFENSE_V3.match(parts.path + (f"?{parts.query}" if parts.query else ""))
    if found is None:
        return ""
    inner = re.sub(r"^(https?:)/+", r"\1//", found["inner"])
    return _put_back(inner, found["replaced"]) if found["replaced"] else inner


def _put_back(inner: str, listed: str) -> str:
    """The link with its special characters in place of stars; empty where their list is broken."""
    try:
        signs = base64.urlsafe_b64decode(listed + "=" * (-len(listed) % 4)).decode()
    except ValueError:
        return ""
    at = 0

    def next_signs(star: re.Match[str]) -> str:
        nonlocal at
        count = _RUNS.index(star[1]) + 2 if star[1] else 1
        at += count
        return signs[at - count : at]

    whole = re.sub(r"\*(?:\*([\w-]))?", next_signs, inner, flags=re.ASCII)
    return whole if at == len(signs) else ""


_WRAPPERS: Mapping[str, Callable[[SplitResult], str]] = {
    r"[\w-]+\.safelinks\.protection\.(partner\.)?(outlook|office365|office)\.(com|us|cn|de)/": (
        _query("url")
    ),
    r"statics\.teams\.cdn\.(office|live|microsoft)\.(net|com|us|cn)/.{0,99}safelinks\.html$": (
        _query("url")
    ),
    rf"{TEAMS}/l/(meetingrecap|file)\b": _query("fileUrl", "objectUrl"),
    r"(www\.)?google\.(com|[a-z]{2}|com?\.[a-z]{2})/url$": _query("q", "url"),
    r"(www\.)?slack-redir\.net/link$": _query("url"),
    r"urldefense(\.proofpoint)?\.com/v[23]/": _defense,
    r"linkprotect\.cudasvc\.com/url$": _query("a"),
    r"l\.(facebook|workplace)\.com/l\.php$": _query("u"),
}
"""By host and path of the wrapper: how to read the link inside."""
