"""Sites whose recordings cannot be had by a link: the person is told so at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from workers.errors import Refused, Why
from workers.recording import Kind, Recording, kind_of, name_in

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


class UnsupportedSite:
    """A site that shows recordings to its own users only."""

    name = "unsupported_site"
    examples: tuple[str, ...] = (
        "https://app.gong.io/call?id=1",
        "https://otter.ai/u/a1b2c3",
        "https://app.fireflies.ai/view/weekly::a1b2c3",
        "https://teams.microsoft.com/l/meetingrecap?driveId=1",
    )

    @staticmethod
    def claims(recording: Recording) -> bool:
        link = recording.link or ""
        return _title(link) is not None and kind_of(name_in(link)) is Kind.UNKNOWN

    def locate(self, recording: Recording) -> NoReturn:
        raise Refused(Why.SITE_UNSUPPORTED, site=_title(recording.link or "") or "")

    def fetch(
        self,
        recording: Recording,
        folder: Path,  # noqa: ARG002 - as every source's
        on_bytes: Callable[[int], None] | None = None,  # noqa: ARG002 - as every source's
    ) -> NoReturn:
        self.locate(recording)


def _title(link: str) -> str | None:
    try:
        host = (urlsplit(link).hostname or "").rstrip(".")
    except ValueError:
        return None
    domains = (host.split(".", skipped)[-1] for skipped in range(host.count(".")))
    return next((SITES[domain] for domain in domains if domain in SITES), None)
