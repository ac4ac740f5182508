"""Kaltura MediaSpace: the video portals of universities and companies, on hosts of their own."""

from __future__ import annotations

import re

from workers.domain.errors import Refused, Why
from workers.sources.rewritten import RewrittenSite
from workers.web import Page, Web

TITLE = "Kaltura"
API = "https://cdnapisec.kaltura.com"
ENTRY = re.compile(r"/([01]_[a-z0-9]{8})(?:[/?#]|$)")
PARTNER = re.compile(
    r"""/p(?:artner_id)?/(\d+)|["']?partner_?id["']?\s*[:=]\s*["']?(\d+)""", re.IGNORECASE
)


def make_kaltura(web: Web, api: str = API) -> RewrittenSite:
    """`api` is where Kaltura hands media out, whatever host the portal is on."""
    return RewrittenSite(
        web=web,
        name="kaltura",
        title=TITLE,
        examples=(
            "https://videos.kaltura.com/media/weekly/1_a1b2c3d4",
            "https://mediaspace.example.edu/media/t/1_a1b2c3d4",
            "https://mediaspace.example.edu/media/Weekly+sync/0_a1b2c3d4/123456",
        ),
        rewrite=lambda link: link,
        read=lambda page: find_media_link(page, api),
    )


def find_media_link(page: Page, api: str = API) -> str:
    """The link to the media of a portal's page; a page without media asks to sign in."""
    entry, partner = ENTRY.search(page.link), PARTNER.search(page.text)
    if entry is None or partner is None:
        raise Refused(Why.LINK_NEEDS_SIGN_IN, site=TITLE)
    owner = partner[1] or partner[2]
    manifest = f"{api}/p/{owner}/sp/{owner}00/playManifest/entryId/{entry[1]}"
    return f"{manifest}/format/url/protocol/https"
