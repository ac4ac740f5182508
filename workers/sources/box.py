"""Box: shared files whose owner allows downloads."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit

from workers.domain.errors import Refused, Why
from workers.sources.rewritten import RewrittenSite
from workers.web import Page, Web

SHARED = re.compile(r"/(?:s|v)/([\w-]+)")
FILE_ID = re.compile(r'"typedID"\s*:\s*"f_(\d+)"|/file/(\d+)|"itemID"\s*:\s*(\d+)')
FOLDER = re.compile(r'"itemType"\s*:\s*"folder"|"typedID"\s*:\s*"d_\d+"')
PASSWORD = re.compile(r'<input[^<>]+type="password"|shared-link-password', re.IGNORECASE)


def make_box(web: Web) -> RewrittenSite:
    return RewrittenSite(
        web=web,
        name="box",
        title="Box",
        examples=(
            "https://app.box.com/s/a1b2c3d4e5f6g7h8",
            "https://company.app.box.com/s/a1b2c3d4e5f6g7h8/file/123456789",
            "https://company.box.com/v/weekly",
        ),
        rewrite=lambda link: link,
        read=read_box_page,
    )


def read_box_page(page: Page) -> str:
    """Where the file on a shared page can be had; Refused where it cannot."""
    if PASSWORD.search(page.text):
        raise Refused(Why.LINK_LOCKED)
    shared = SHARED.search(urlsplit(page.link).path)
    found = FILE_ID.search(f"{page.link}\n{page.text}")
    if FOLDER.search(page.text) and "/file/" not in page.link:
        raise Refused(Why.LINK_IS_A_PLAYLIST)
    if shared is None or found is None:
        raise Refused(Why.LINK_NEEDS_SIGN_IN, site="Box")
    parts = urlsplit(page.link)
    asked = urlencode(
        {
            "rm": "box_download_shared_file",
            "shared_name": shared[1],
            "file_id": f"f_{next(filter(None, found.groups()))}",
        }
    )
    return parts._replace(path="/index.php", query=asked, fragment="").geturl()
