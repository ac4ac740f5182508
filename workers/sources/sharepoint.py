"""SharePoint and OneDrive, where Teams keeps its recordings: links that need no sign-in."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from workers.domain.errors import Refused, Why
from workers.sources.rewritten import RewrittenSite
from workers.web import Page, Web

TITLE = "SharePoint"
_PAGES = frozenset({"allitems.aspx", "onedrive.aspx", "stream.aspx"})
"""Pages that show the file at `id`."""


def make_sharepoint(web: Web) -> RewrittenSite:
    return RewrittenSite(
        web=web,
        name="sharepoint",
        title=TITLE,
        examples=(
            "https://contoso.sharepoint.com/:v:/s/team/EaBcDeFgHiJkLmNoPqRsTuVwXyZ?e=a1B2c3",
            "https://contoso-my.sharepoint.com/:v:/g/personal/ana_contoso_com/EaBcDeF?e=a1B2c3",
            "https://contoso-my.sharepoint.com/personal/ana/_layouts/15/stream.aspx?id=%2Fa%2Fb.mp4",
            "https://contoso-my.sharepoint.com/personal/a/_layouts/15/onedrive.aspx?id=%2Fa%2Fb%2Emp4",
            "https://contoso.sharepoint.com/sites/a/Shared%20Documents/Forms/AllItems.aspx?id=%2Fb%2Emp4",
            "https://contoso.sharepoint.com/sites/team/Shared%20Documents/weekly.mp4?web=1",
            "https://1drv.ms/v/c/0a1b2c3d4e5f/EaBcDeFgHiJkLm?e=a1B2c3",
        ),
        rewrite=make_sharepoint_link,
        read=read_sharepoint_page,
    )


def make_sharepoint_link(link: str) -> str:
    """The link that hands the bytes out; SharePoint sets a cookie for it on the way."""
    parts = urlsplit(link)
    query = dict(parse_qsl(parts.query))
    if "/:f:/" in parts.path or parts.path.startswith("/f/"):
        raise Refused(Why.LINK_IS_A_PLAYLIST)
    folder, _, page = parts.path.rpartition("/")
    if page.lower() in _PAGES and "id" in query:
        site = folder.partition("/Forms")[0].rpartition("/")[0] if "/Forms" in folder else ""
        path = f"{site}/_layouts/15/download.aspx" if site else f"{folder}/download.aspx"
        return parts._replace(path=path, query=urlencode({"SourceUrl": query["id"]})).geturl()
    query.pop("web", None)  # opens it in the browser
    return parts._replace(query=urlencode({**query, "download": "1"})).geturl()


def read_sharepoint_page(page: Page) -> None:
    if "guestaccess.aspx" in page.link.lower() and 'type="password"' in page.text:
        raise Refused(Why.LINK_NEEDS_PASSCODE)
    if "This link has expired" in page.text:
        raise Refused(Why.LINK_EXPIRED)
    raise Refused(Why.LINK_NEEDS_SIGN_IN, site=TITLE)
