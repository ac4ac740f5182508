"""Sites whose recordings cannot be had by a link: the person is told so at once."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from workers.domain.errors import Why
from workers.domain.recording import Kind, find_name, guess_kind
from workers.sources.refusing import RefusingSource

SITES: Mapping[str, str] = {
    "gong.io": "Gong",
    "riverside.fm": "Riverside",
    "riverside.com": "Riverside",
    "tldv.io": "tl;dv",
    "grain.com": "Grain",
    "grain.co": "Grain",
    "otter.ai": "Otter",
    "fireflies.ai": "Fireflies",
    "read.ai": "Read",
    "avoma.com": "Avoma",
    "chorus.ai": "Chorus",
    "circleback.ai": "Circleback",
    "granola.ai": "Granola",
    "meetgeek.ai": "MeetGeek",
    "teams.microsoft.com": "Teams",
    "teams.live.com": "Teams",
    "teams.cloud.microsoft": "Teams",
    "teams.microsoft.us": "Teams",
    "teams.microsoftonline.cn": "Teams",
    "microsoftstream.com": "Microsoft Stream",
    "meet.google.com": "Google Meet",
    "vids.google.com": "Google Vids",
    "gotomeeting.com": "GoTo Meeting",
    "wetransfer.com": "WeTransfer",
    "we.tl": "WeTransfer",
    "icloud.com": "iCloud",
    "app.slack.com": "Slack’s own pages",
}
"""Domain -> what people call it."""


def make_unsupported_site() -> RefusingSource:
    return RefusingSource(
        name="unsupported_site",
        examples=(
            "https://app.gong.io/call?id=1",
            "https://otter.ai/u/a1b2c3",
            "https://app.fireflies.ai/view/weekly::a1b2c3",
            "https://teams.microsoft.com/l/meetingrecap?driveId=1",
            "https://teams.cloud.microsoft/l/chat/19%3aa%40thread.v2/0",
        ),
        why=Why.SITE_UNSUPPORTED,
        site_in=_title,
    )


def _title(link: str) -> str | None:
    """A link that ends in a media file is an open one, whatever the site."""
    if guess_kind(find_name(link)) is not Kind.UNKNOWN:
        return None
    try:
        host = (urlsplit(link).hostname or "").rstrip(".")
    except ValueError:
        return None
    domains = (host.split(".", skipped)[-1] for skipped in range(host.count(".")))
    return next((SITES[domain] for domain in domains if domain in SITES), None)
