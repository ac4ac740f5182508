"""Sites whose shared links turn into downloads: Drive, Dropbox, Box, SharePoint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.standins.media import MediaHost, Served
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.recording import Kind, Recording
from workers.sources import box, dropbox, google_docs, google_drive, kaltura, sharepoint
from workers.sources.rewritten import RewrittenSite
from workers.web import Web

M4A = b"\x00\x00\x00\x20ftypM4A " + bytes(6_000)
NAMED = {"Content-Disposition": 'attachment; filename="Weekly.m4a"'}
FORM = """<!DOCTYPE html><html><body><p>Weekly.m4a (312M) is too large to scan for viruses.</p>
<form id="download-form" action="{action}?at=1" method="get">
<input type="submit" value="Download anyway"/><input type="hidden" name="id" value="1abc">
<input type="hidden" name="confirm" value="t"><input type="hidden" name="uuid" value="u-1">
</form><form action="/other"><input type="hidden" name="no" value="no"></form></body></html>"""
SHARED_BOX = """<html><script>Box.postStreamData = {"/app-api/enduserapp/shared-item":
{"itemType": "file", "itemID": 123, "typedID": "f_123"}};</script></html>"""


def at(host: MediaHost, site: RewrittenSite) -> RewrittenSite:
    """The site as if the host were its own: links keep path and query, and go to the host."""

    def moved(link: str) -> str:
        return urlsplit(site.rewrite(link))._replace(scheme="http", netloc=host.address).geturl()

    return replace(site, rewrite=moved)


def read(site: RewrittenSite, link: str, folder: Path) -> Recording:
    found = site.locate(Recording(link=link))
    assert (found.kind, found.size_bytes) == (Kind.AUDIO, len(M4A))
    fetched = site.fetch(found, folder)
    assert fetched.path is not None
    assert fetched.path.read_bytes() == M4A
    return fetched


@pytest.mark.parametrize(
    ("made", "link", "path"),
    [
        (
            dropbox.make_dropbox,
            "https://www.dropbox.com/s/a1/Weekly.m4a?dl=0",
            "/s/a1/Weekly.m4a?dl=1",
        ),
        (
            dropbox.make_dropbox,
            "https://www.dropbox.com/scl/fi/a1/Weekly.m4a?rlkey=k&st=s",
            "/scl/fi/a1/Weekly.m4a?rlkey=k&st=s&dl=1",
        ),
        (
            google_drive.make_google_drive,
            "https://drive.google.com/file/d/1abc/view?resourcekey=0-x",
            "/download?id=1abc&export=download&resourcekey=0-x",
        ),
        (
            google_drive.make_google_drive,
            "https://drive.google.com/open?id=1abc",
            "/download?id=1abc&export=download",
        ),
        (
            sharepoint.make_sharepoint,
            "https://contoso.sharepoint.com/:v:/s/team/Ea?e=1",
            "/:v:/s/team/Ea?e=1&download=1",
        ),
        (
            sharepoint.make_sharepoint,
            "https://contoso.sharepoint.com/personal/a/_layouts/15/stream.aspx?id=%2Fa%2Fb.mp4&r=1",
            "/personal/a/_layouts/15/download.aspx?SourceUrl=%2Fa%2Fb.mp4",
        ),
        (
            sharepoint.make_sharepoint,
            "https://contoso-my.sharepoint.com/personal/a/_layouts/15/onedrive.aspx?id=%2Fb%2Emp4",
            "/personal/a/_layouts/15/download.aspx?SourceUrl=%2Fb.mp4",
        ),
        (
            sharepoint.make_sharepoint,
            "https://contoso.sharepoint.com/sites/a/Shared%20Documents/Forms/AllItems.aspx?id=%2Fb%2Emp4",
            "/sites/a/_layouts/15/download.aspx?SourceUrl=%2Fb.mp4",
        ),
        (
            sharepoint.make_sharepoint,
            "https://contoso.sharepoint.com/sites/a/Shared%20Documents/b.mp4?web=1",
            "/sites/a/Shared%20Documents/b.mp4?download=1",
        ),
        (
            google_drive.make_google_drive,
            "https://drive.google.com/a/company.com/file/d/1abc/view",
            "/download?id=1abc&export=download",
        ),
    ],
)
def test_a_shared_link_becomes_a_download(
    host: MediaHost,
    web: Web,
    tmp_path: Path,
    made: Callable[[Web], RewrittenSite],
    link: str,
    path: str,
) -> None:
    host.put(urlsplit(path).path, M4A, headers=NAMED)
    assert read(at(host, made(web)), link, tmp_path).name == "Weekly.m4a"
    assert {hit.path for hit in host.hits} == {path}


def test_a_transcript_of_meet_is_had_as_text(host: MediaHost, web: Web, tmp_path: Path) -> None:
    said = b"\xef\xbb\xbf00:00:00\n\nAna Moss: We ship on Friday.\nBen: I would rather wait.\n"
    named = {"Content-Disposition": "attachment; filename*=UTF-8''Weekly.txt"}
    host.put("/document/d/1abc/export", said, content_type="text/plain", headers=named)
    site = at(host, google_docs.make_google_docs(web))
    found = site.locate(Recording(link="https://docs.google.com/document/d/1abc/edit?tab=t.0#h"))
    assert (found.name, found.kind) == ("Weekly.txt", Kind.TRANSCRIPT)
    fetched = site.fetch(found, tmp_path)
    assert fetched.path is not None
    assert fetched.path.read_bytes() == said
    assert {hit.path for hit in host.hits} == {"/document/d/1abc/export?format=txt&tab=t.0"}


def test_a_site_that_is_known_is_asked_over_https(web: Web) -> None:
    """Should the link say http; only a host of one's own is taken by its word."""
    with pytest.raises((Refused, Unavailable)) as error:
        dropbox.make_dropbox(web).locate(Recording(link="http://dropbox.invalid/s/a/x.mp4"))
    assert getattr(error.value, "why", None) is not Why.LINK_INSECURE


def test_it_is_called_what_its_site_calls_it(host: MediaHost, web: Web) -> None:
    """Not what stands at the end of the shared link, which is "view" or "open"."""
    host.put("/download", M4A, headers=NAMED)
    site = google_drive.make_google_drive(web, host.link("/download"))
    link = "https://drive.google.com/file/d/1abc/view?usp=sharing"
    assert site.locate(Recording(link=link, name="view")).name == "Weekly.m4a"


def test_drives_virus_page_is_confirmed(host: MediaHost, web: Web, tmp_path: Path) -> None:
    host.page("/download", FORM.format(action=host.link("/confirmed")))
    host.put("/confirmed", M4A, headers=NAMED)
    site = google_drive.make_google_drive(web, host.link("/download"))
    read(site, "https://drive.google.com/file/d/1abc/view", tmp_path)
    assert host.hits[-1].path == "/confirmed?at=1&id=1abc&confirm=t&uuid=u-1"


def test_box_hands_out_the_file_of_a_shared_page(host: MediaHost, web: Web, tmp_path: Path) -> None:
    host.page("/s/a1b2", SHARED_BOX)
    host.put("/index.php", M4A, headers=NAMED)
    read(at(host, box.make_box(web)), "https://app.box.com/s/a1b2", tmp_path)
    assert host.hits[-1].path == (
        "/index.php?rm=box_download_shared_file&shared_name=a1b2&file_id=f_123"
    )


PORTAL = """<!DOCTYPE html><html><head><title>Weekly sync - MediaSpace</title></head><body>
<script src="https://cdnapisec.kaltura.com/p/1234/sp/123400/embedIframeJs/uiconf_id/5"></script>
</body></html>"""


@pytest.mark.parametrize("page", [PORTAL, '<html>var kalturaConfig = {"partnerId": 1234};</html>'])
def test_a_portal_of_kaltura_leads_to_its_media(
    host: MediaHost, web: Web, tmp_path: Path, page: str
) -> None:
    link = host.page("/media/Weekly+sync/1_a1b2c3d4", page)
    manifest = "/p/1234/sp/123400/playManifest/entryId/1_a1b2c3d4/format/url/protocol/https"
    host.redirect(manifest, host.put("/flavor/a.mp4", M4A))
    site = kaltura.make_kaltura(web, host.link(""))
    assert site.claims(Recording(link=link))
    read(site, f"{link}?st=60", tmp_path)


REFUSALS: list[tuple[str, Callable[[Web], RewrittenSite], str, str, Why]] = [
    *(
        ("quota", google_drive.make_google_drive, "/file/d/1a/view", page, Why.LINK_OVER_QUOTA)
        for page in (
            "<html><title>Google Drive - Quota exceeded</title></html>",
            "<html>Sorry, you can't view or download this file at this time.</html>",
            "<html>Too many users have viewed or downloaded this file recently.</html>",
        )
    ),
    (
        "no access",
        google_drive.make_google_drive,
        "/file/d/1a/view",
        "<html>You need access</html>",
        Why.LINK_NEEDS_SIGN_IN,
    ),
    (
        "a form that leads to itself",
        google_drive.make_google_drive,
        "/file/d/1a/view",
        FORM.format(action="/download"),
        Why.LINK_NEEDS_SIGN_IN,
    ),
    (
        "password",
        dropbox.make_dropbox,
        "/s/a1/Weekly.m4a",
        "<html><a href='/sm/password?x'></html>",
        Why.LINK_LOCKED,
    ),
    (
        "expired",
        dropbox.make_dropbox,
        "/s/a1/Weekly.m4a",
        "<html>This link has expired</html>",
        Why.LINK_EXPIRED,
    ),
    ("page", dropbox.make_dropbox, "/s/a1/Weekly.m4a", "<html></html>", Why.LINK_NEEDS_SIGN_IN),
    (
        "password",
        box.make_box,
        "/s/a1b2",
        '<html><input name=p type="password"></html>',
        Why.LINK_LOCKED,
    ),
    (
        "folder",
        box.make_box,
        "/s/a1b2",
        '<html>{"itemType":"folder","itemID":1}</html>',
        Why.LINK_IS_A_PLAYLIST,
    ),
    ("private", box.make_box, "/s/a1b2", "<html>Sign in</html>", Why.LINK_NEEDS_SIGN_IN),
    ("no download", box.make_box, "/s/a1b2", SHARED_BOX, Why.LINK_NOT_FOUND),
    (
        "expired",
        sharepoint.make_sharepoint,
        "/:v:/s/t/Ea",
        "<html>This link has expired</html>",
        Why.LINK_EXPIRED,
    ),
    (
        "sign-in",
        kaltura.make_kaltura,
        "/media/t/1_a1b2c3d4",
        "<html>Sign in with your university</html>",
        Why.LINK_NEEDS_SIGN_IN,
    ),
    (
        "private",
        google_docs.make_google_docs,
        "/document/d/1a/edit",
        "<html>Sign in - Google Accounts</html>",
        Why.LINK_NEEDS_SIGN_IN,
    ),
    (
        "sign-in",
        sharepoint.make_sharepoint,
        "/:v:/s/t/Ea",
        "<html>Sign in to your account</html>",
        Why.LINK_NEEDS_SIGN_IN,
    ),
]


@pytest.mark.parametrize(
    ("made", "path", "page", "why"),
    [row[1:] for row in REFUSALS],
    ids=[f"{row[2]}-{row[0]}" for row in REFUSALS],
)
def test_a_page_instead_of_bytes_is_understood(
    host: MediaHost,
    web: Web,
    made: Callable[[Web], RewrittenSite],
    path: str,
    page: str,
    why: Why,
) -> None:
    site = at(host, made(web))
    host.page(urlsplit(site.rewrite(f"https://x.example{path}")).path, page)
    with pytest.raises(Refused) as error:
        site.locate(Recording(link=f"https://x.example{path}"))
    assert error.value.why is why


@pytest.mark.parametrize(
    ("rewrite", "link", "why"),
    [
        (dropbox.make_dropbox_link, "https://www.dropbox.com/sh/a/b", Why.LINK_IS_A_PLAYLIST),
        (dropbox.make_dropbox_link, "https://www.dropbox.com/scl/fo/a/b", Why.LINK_IS_A_PLAYLIST),
        (
            google_drive.make_drive_link,
            "https://drive.google.com/drive/folders/1",
            Why.LINK_IS_A_PLAYLIST,
        ),
        (google_drive.make_drive_link, "https://drive.google.com/open?x=1", Why.LINK_MALFORMED),
        (
            sharepoint.make_sharepoint_link,
            "https://a.sharepoint.com/:f:/s/t/E",
            Why.LINK_IS_A_PLAYLIST,
        ),
    ],
)
def test_folders_are_refused_before_anything_is_fetched(
    rewrite: Callable[[str], str], link: str, why: Why
) -> None:
    with pytest.raises(Refused) as error:
        rewrite(link)
    assert error.value.why is why


def test_a_refusing_status_means_a_sign_in(host: MediaHost, web: Web) -> None:
    site = at(host, dropbox.make_dropbox(web))
    host.put("/s/a1/Weekly.m4a", status=403, then=Served(status=404))
    for why in (Why.LINK_NEEDS_SIGN_IN, Why.LINK_NOT_FOUND):
        with pytest.raises(Refused) as error:
            site.locate(Recording(link="https://www.dropbox.com/s/a1/Weekly.m4a"))
        assert error.value.why is why


def test_a_folder_on_a_telephone_is_a_folder(web: Web) -> None:
    link = "https://drive.google.com/drive/mobile/folders/1abc?usp=sharing"
    site = google_drive.make_google_drive(web)
    assert site.claims(Recording(link=link))
    with pytest.raises(Refused) as refused:
        site.locate(Recording(link=link))
    assert refused.value.why is Why.LINK_IS_A_PLAYLIST
