"""Webex: recordings that open without signing in."""

from __future__ import annotations

from workers.sources.resolved import ResolvedSite
from workers.web import Web


def make_webex(web: Web) -> ResolvedSite:
    return ResolvedSite(
        web=web,
        name="webex",
        title="Webex",
        examples=(
            "https://company.webex.com/company/ldr.php?RCID=0123456789abcdef0123456789abcdef",
            "https://company.webex.com/recordingservice/sites/company/recording/playback/0123456789abcdef0123456789abcdef",
            "https://company.webex.com/webappng/sites/company/recording/0123456789abcdef0123456789abcdef",
        ),
        extractors=("ciscowebex",),
    )
