"""Links for joining a meeting, which people paste instead of the link to its recording."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from workers.domain.errors import Why
from workers.sources.refusing import RefusingSource
from workers.sources.straighten import TEAMS

ROOMS: Mapping[str, re.Pattern[str]] = {
    service: re.compile(pattern)
    for service, pattern in {
        "Zoom": r"([\w-]+\.)*(zoom\.us|zoom\.com|zoomgov\.com)/((wc/)?join|wc|[jsw]|my)/.",
        "Google Meet": r"meet\.google\.com/([a-z]{3}-[a-z]{4}-[a-z]{3}|lookup/.)",
        "Teams": rf"{TEAMS}/(l/meetup-join|l/meeting|meet|v2/.*meetup-join)/.",
        "Webex": r"[\w-]+\.webex\.com/(meet|join|.*/j\.php)\b",
        "Whereby": r"([\w-]+\.)?whereby\.com/[\w-]+$",
    }.items()
}
"""What people call the service, and what its links for joining look like, without the scheme."""


def make_join_link() -> RefusingSource:
    return RefusingSource(
        name="join_link",
        examples=(
            "https://us02web.zoom.us/j/12345678901?pwd=a1B2c3",
            "https://zoom.us/my/ana.moss",
            "https://meet.google.com/abc-defg-hij",
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting_a%40thread.v2/0",
            "https://teams.live.com/meet/9312345678",
            "https://teams.cloud.microsoft/meet/2312345678901?p=a1B2",
            "https://gov.teams.microsoft.us/l/meetup-join/19%3ameeting_a%40thread.v2/0",
            "https://company.webex.com/meet/ana",
            "https://whereby.com/weekly",
        ),
        why=Why.LINK_JOINS_A_MEETING,
        site_in=_service,
    )


def _service(link: str) -> str | None:
    try:
        parts = urlsplit(link)
        place = f"{(parts.hostname or '').rstrip('.')}{parts.path}"
    except ValueError:
        return None
    return next((service for service, form in ROOMS.items() if form.match(place)), None)
