"""Links that carry their own permission and the time it ends: S3, Google Cloud, Azure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

SAYS_EXPIRED = re.compile(
    r"request has expired|ExpiredToken|expired token|not valid in the specified time frame"
    r"|signature has expired|link (has )?expired",
    re.IGNORECASE,
)


def has_lapsed(link: str, answer: str, now: datetime | None = None) -> bool:
    """Whether a refused link was one of these and its time is over, by itself or by the answer."""
    ends = read_end(link)
    if ends is not None and ends <= (now or datetime.now(UTC)):
        return True
    return SAYS_EXPIRED.search(answer) is not None


def read_end(link: str) -> datetime | None:
    """When a presigned link ends; None where it is no presigned link, or says nothing."""
    query = {name.lower(): value for name, value in parse_qsl(urlsplit(link).query)}
    try:
        for vendor in ("x-amz", "x-goog"):  # S3 and Google Cloud Storage, version 4 signatures
            if f"{vendor}-date" in query:
                signed = datetime.strptime(query[f"{vendor}-date"], "%Y%m%dT%H%M%S%z")
                return signed + timedelta(seconds=int(query[f"{vendor}-expires"]))
        if "expires" in query and query.keys() & {"signature", "x-goog-signature"}:  # version 2
            return datetime.fromtimestamp(int(query["expires"]), UTC)
        if "se" in query and "sig" in query:  # Azure
            ends = datetime.fromisoformat(query["se"])
            return ends if ends.tzinfo else ends.replace(tzinfo=UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return None
    return None
