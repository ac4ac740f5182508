"""Google Drive, where Meet keeps its recordings: files that anyone with the link may open."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from workers.domain.errors import Refused, Why
from workers.sources.rewritten import RewrittenSite
from workers.web import Page, Web

TITLE = "Google Drive"
DOWNLOAD = "https://drive.usercontent.google.com/download"
FILE_ID = re.compile(r"/d/([\w-]+)")
OVER_QUOTA = re.compile(
    r"quota exceeded|too many users have viewed or downloaded|can't view or download this file at",
    re.IGNORECASE,
)


def make_google_drive(web: Web, download: str = DOWNLOAD) -> RewrittenSite:
    """`download` is where Drive hands files out."""
    return RewrittenSite(
        web=web,
        name="google_drive",
        title=TITLE,
        examples=(
            "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345/view?usp=sharing",
            "https://drive.google.com/open?id=1AbCdEfGhIjKlMnOpQrStUvWxYz012345",
            "https://drive.google.com/uc?export=download&id=1AbCdEfGhIjKlMnOpQrStUvWxYz012345",
            "https://docs.google.com/file/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345/edit",
        ),
        rewrite=lambda link: make_drive_link(link, download),
        read=read_drive_page,
    )


def make_drive_link(link: str, download: str = DOWNLOAD) -> str:
    """Where the file of a shared link is handed out; a folder is refused."""
    parts = urlsplit(link)
    if "/folders/" in parts.path:
        raise Refused(Why.LINK_IS_A_PLAYLIST)
    query = parse_qs(parts.query)
    found = FILE_ID.search(parts.path)
    file_id = found[1] if found else query.get("id", [""])[0]
    if not file_id:
        raise Refused(Why.LINK_MALFORMED)
    asked = {"id": file_id, "export": "download"}
    if "resourcekey" in query:  # links from before 2021 do not open without
        asked["resourcekey"] = query["resourcekey"][0]
    return f"{download}?{urlencode(asked)}"


def read_drive_page(page: Page) -> str | None:
    """The link behind the "too large to scan for viruses" form; Refused where it says no."""
    if OVER_QUOTA.search(page.text):
        raise Refused(Why.LINK_OVER_QUOTA, site=TITLE)
    form = _Form()
    form.feed(page.text)
    if form.action is None:
        raise Refused(Why.LINK_NEEDS_SIGN_IN, site=TITLE)
    return f"{urljoin(page.link, form.action).partition('?')[0]}?{urlencode(form.fields)}"


class _Form(HTMLParser):
    """The download form of a page: its action and hidden fields."""

    def __init__(self) -> None:
        super().__init__()
        self.action: str | None = None
        self.fields: dict[str, str] = {}
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("id") == "download-form":
            self._inside = True
            self.action = said.get("action", "")
            self.fields.update(
                {name: values[0] for name, values in parse_qs(urlsplit(self.action).query).items()}
            )
        elif tag == "input" and self._inside and said.get("type") == "hidden":
            self.fields[said.get("name", "")] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
