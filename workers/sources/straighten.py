"""Unwraps links that mail filters and search engines have put inside links of their own.

Only the link itself is read, nobody is asked, and what comes out is checked like any other link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

DEEPEST = 3
"""How often: a filter may wrap what another has wrapped."""

_ORIGIN = re.compile(r"^(https?://)((?:[^/?#]*@)?)([^/?#]*)", re.IGNORECASE)
_DEFENSE_V3 = re.compile(r"/v3/__(?P<inner>https?:/.+?)__;(?P<replaced>[\w-]*)!")


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
    """Proofpoint's two forms. The newer one replaces special characters and lists them at the end;
    a link with any of these is left as it is."""
    if parts.path.startswith("/v2/"):
        written = parse_qs(parts.query).get("u", [""])[0]
        return unquote(written.replace("-", "%").replace("_", "/"))
    found = _DEFENSE_V3.match(parts.path + (f"?{parts.query}" if parts.query else ""))
    if found is None or found["replaced"]:
        return ""
    return re.sub(r"^(https?:)/+", r"\1//", found["inner"])


_WRAPPERS: Mapping[str, Callable[[SplitResult], str]] = {
    r"[\w-]+\.safelinks\.protection\.(outlook|office365)\.(com|us)/": _query("url"),
    r"(www\.)?google\.(com|[a-z]{2}|com?\.[a-z]{2})/url$": _query("q", "url"),
    r"(www\.)?slack-redir\.net/link$": _query("url"),
    r"urldefense(\.proofpoint)?\.com/v[23]/": _defense,
    r"linkprotect\.cudasvc\.com/url$": _query("a"),
    r"l\.(facebook|workplace)\.com/l\.php$": _query("u"),
}
"""By host and path of the wrapper: how to read the link inside."""
