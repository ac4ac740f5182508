"""What ails a link that yt-dlp cannot resolve, told by its errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workers.domain.errors import Why

UNAVAILABLE = "unavailable"
"""In place of a `Why`: likely to pass."""

LINK = re.compile(r"https?://\S+")
SYMPTOMS = tuple(
    (re.compile(pattern, re.IGNORECASE), why)
    for pattern, why in (
        (r"pass(code|word)", Why.LINK_NEEDS_PASSCODE),
        (r"not currently live|is offline|live (event|stream) (is|will|has not)", Why.LINK_IS_LIVE),
        (r"premieres? in|scheduled for|will begin in|upcoming", Why.LINK_IS_LIVE),
        (r"expired", Why.LINK_EXPIRED),
        (r"quota|too many users", Why.LINK_OVER_QUOTA),
        (r"log(ged)?[- ]?in|sign(ed)?[- ]?in|registered users|cookies", Why.LINK_NEEDS_SIGN_IN),
        (r"authenticat|authoriz|private video|is private|members", Why.LINK_NEEDS_SIGN_IN),
        (r"permission|access denied|restricted", Why.LINK_NEEDS_SIGN_IN),
        (r"not found|not exist|no longer available|unavailable", Why.LINK_NOT_FOUND),
        (r"(been|was) (removed|deleted)|isn.t available", Why.LINK_NOT_FOUND),
        (r"folder|not a file", Why.LINK_IS_A_PLAYLIST),
        (r"unsupported url|no suitable extractor|DRM", Why.SITE_UNSUPPORTED),
    )
)
"""What errors say, in the order in which they are looked for."""


def diagnose(error: BaseException) -> str:
    """The value of a `Why`, or UNAVAILABLE.

    An error that the extractor did not foresee means that the site is no longer as yt-dlp knows
    it: RESOLVER_OLD.
    """
    chain = tuple(_chain(error))
    statuses = [status for link in chain if isinstance(status := getattr(link, "status", 0), int)]
    for status in filter(None, statuses):
        if status == 429 or status >= 500:
            return UNAVAILABLE
    said = LINK.sub("", " ".join(getattr(link, "orig_msg", "") for link in chain) or str(error))
    for pattern, why in SYMPTOMS:
        if pattern.search(said):
            return why.value
    if {401, 403} & set(statuses):
        return Why.LINK_NEEDS_SIGN_IN.value
    if any(type(link).__name__ in {"TransportError", "IncompleteRead"} for link in chain):
        return UNAVAILABLE
    foreseen = any(getattr(link, "expected", False) for link in chain)
    return (Why.SITE_UNSUPPORTED if foreseen else Why.RESOLVER_OLD).value


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what led to it, as far as yt-dlp and Python say."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        link = waiting.pop(0)
        if link is None or any(link is known for known in seen):
            continue
        seen.append(link)
        yield link
        waiting += [getattr(link, "cause", None), link.__cause__, link.__context__]
