"""Zoom: cloud recordings and clips that open without signing in."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

from workers.domain.errors import Refused, Why
from workers.sources.resolved import ResolvedSite
from workers.web import Page, Visit, Web

MEETING_ID = re.compile(r"""meetingId["']?\s*:\s*["']([^"']+)""")
SHARE_INFO = "/nws/recording/1.0/play/share-info"


def make_zoom(web: Web) -> ResolvedSite:
    return ResolvedSite(
        web=web,
        name="zoom",
        title="Zoom",
        examples=(
            "https://us02web.zoom.us/rec/share/a1B2-c3D4.e5F6",
            "https://company.zoom.us/rec/play/a1B2-c3D4.e5F6?startTime=1760000000000",
            "https://zoom.us/clips/share/a1B2c3D4",
        ),
        extractors=("zoom", "zoom:clips"),
        explain=explain_zoom_page,
    )


def explain_zoom_page(web: Web, link: str) -> None:
    """Raise Refused where the page, or what it would load next, asks for a passcode or says that
    the recording has expired. yt-dlp knows Zoom's older passcode form only.
    """
    page = web.page(Visit(link=link))
    _refuse(page)
    meeting = MEETING_ID.search(page.text)
    if meeting is not None:
        _refuse(web.page(Visit(link=urljoin(page.link, f"{SHARE_INFO}/{quote(meeting[1])}"))))


def _refuse(page: Page) -> None:
    if "need-password" in page.text or 'id="password_form"' in page.text:
        raise Refused(Why.LINK_NEEDS_PASSCODE)
    if "recording has expired" in page.text:
        raise Refused(Why.LINK_EXPIRED)
