"""Google Docs, where Meet keeps its transcripts: documents that anyone with the link may open."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlencode, urlsplit

from workers.domain.errors import Refused, Why
from workers.sources.rewritten import RewrittenSite
from workers.web import Page, Web

TITLE = "Google Docs"
DOCUMENT = re.compile(r"/document/(u/\d+/)?d/[\w-]+")


def make_google_docs(web: Web) -> RewrittenSite:
    return RewrittenSite(
        web=web,
        name="google_docs",
        title=TITLE,
        examples=(
            "https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345/edit?usp=sharing",
            "https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345/edit?tab=t.a1b2c3",
            "https://docs.google.com/document/u/1/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345/view",
        ),
        rewrite=make_text_link,
        read=read_docs_page,
    )


def make_text_link(link: str) -> str:
    """Where the document is handed out as plain text."""
    parts = urlsplit(link)
    document = DOCUMENT.match(parts.path)
    if document is None:
        raise Refused(Why.LINK_MALFORMED)
    asked = {"format": "txt"}
    if tab := parse_qs(parts.query).get("tab"):  # Meet keeps notes and transcript in two
        asked["tab"] = tab[0]
    return parts._replace(
        path=f"{document[0]}/export", query=urlencode(asked), fragment=""
    ).geturl()


def read_docs_page(_page: Page) -> None:
    """Where a page comes instead of the text, it asks to sign in."""
    raise Refused(Why.LINK_NEEDS_SIGN_IN, site=TITLE)
