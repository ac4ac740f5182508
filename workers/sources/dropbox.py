"""Dropbox: shared links download with `dl=1`."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from workers.domain.errors import Refused, Why
from workers.sources.rewritten import RewrittenSite
from workers.web import Page, Web


def make_dropbox(web: Web) -> RewrittenSite:
    return RewrittenSite(
        web=web,
        name="dropbox",
        title="Dropbox",
        examples=(
            "https://www.dropbox.com/scl/fi/a1b2c3/weekly.mp4?rlkey=k&dl=0",
            "https://www.dropbox.com/s/a1b2c3d4/weekly.m4a?dl=0",
            "https://www.dropbox.com/t/a1b2c3d4",
        ),
        rewrite=make_dropbox_link,
        read=read_dropbox_page,
    )


def make_dropbox_link(link: str) -> str:
    """The same link, asking for the bytes. A folder would come as an archive: refused."""
    parts = urlsplit(link)
    if parts.path.startswith(("/sh/", "/scl/fo/")):
        raise Refused(Why.LINK_IS_A_PLAYLIST)
    query = {**dict(parse_qsl(parts.query)), "dl": "1"}
    return parts._replace(query=urlencode(query)).geturl()


def read_dropbox_page(page: Page) -> None:
    if "/sm/password" in page.link or "/sm/password" in page.text:
        raise Refused(Why.LINK_LOCKED)
    if "This link has expired" in page.text or "expired" in page.link:
        raise Refused(Why.LINK_EXPIRED)
