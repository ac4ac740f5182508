"""Links that mail filters and search engines have wrapped."""

from __future__ import annotations

import subprocess
import sys
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.sources.straighten import straighten_link

ZOOM = "https://us02web.zoom.us/rec/share/a1-B2.c3?pwd=x&startTime=1760000000000"
DASHED = "https-3A__us02web.zoom.us_rec_share_a1-2DB2.c3-3Fpwd-3Dx-26startTime-3D1760000000000"
WHOLE = quote(ZOOM, safe="")


@pytest.mark.parametrize(
    "wrapped",
    [
        f"https://nam02.safelinks.protection.outlook.com/?url={WHOLE}&data=05%7C01%7C&reserved=0",
        f"https://gcc02.safelinks.protection.office365.us/?url={WHOLE}&data=1",
        f"https://www.google.com/url?q={WHOLE}&sa=D&source=calendar&usg=AOv",
        f"https://www.google.co.uk/url?sa=t&url={WHOLE}",
        f"https://slack-redir.net/link?url={WHOLE}",
        f"https://urldefense.com/v3/__{ZOOM}__;!!Abc!Def-Ghi$",
        "https://urldefense.com/v3/__https:/" + ZOOM.removeprefix("https://") + "__;!!Abc!Def$",
        f"https://urldefense.proofpoint.com/v2/url?u={DASHED}&d=DwMF",
        "https://urldefense.com/v3/__"
        + ZOOM.replace("?", "*").replace("&", "*")
        + "__;PyY!!Abc!Def$",
        (
            f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html"
            f"?url={WHOLE}&locale=en-us&dest=x"
        ),
        f"https://can01.safelinks.protection.partner.outlook.cn/?url={WHOLE}&data=1",
        f"https://teams.microsoft.com/l/meetingrecap?driveId=b1&fileUrl={WHOLE}&iCalUid=0",
        f"https://teams.cloud.microsoft/l/meetingrecap?fileUrl={WHOLE}",
        f"https://linkprotect.cudasvc.com/url?a={WHOLE}&c=E,1",
        f"https://l.facebook.com/l.php?u={WHOLE}&h=AT0",
        "HTTPS://US02WEB.Zoom.US" + ZOOM.removeprefix("https://us02web.zoom.us"),
    ],
)
def test_what_is_inside_is_found(wrapped: str) -> None:
    assert straighten_link(wrapped) == ZOOM
    twice = f"https://eur01.safelinks.protection.outlook.com/?url={quote(wrapped, safe='')}"
    assert straighten_link(twice) == ZOOM


@pytest.mark.parametrize(
    "link",
    [
        *(ZOOM, "https://media.example.com/Weekly.MP3?Url=https://zoom.us", "", "no link at all"),
        "https://www.google.com/search?q=https://zoom.us/rec/share/a",
        "https://google.com.evil.example/url?q=https://zoom.us/rec/share/a",
        "https://www.google.com/url?q=file:///etc/passwd",
        "https://nam02.safelinks.protection.outlook.com/?data=05",
        "https://urldefense.com/v3/__https://h/a**b__;Iw!!Abc!Def$",
        "https://urldefense.com/v3/__https://h/a*b__;-!!Abc!Def$",
        "https://[::1/url?q=https://zoom.us",
        "https://ana:Secret@media.example.com/x",
    ],
)
def test_any_other_link_stays_as_it_is(link: str) -> None:
    assert straighten_link(link) == link


def test_a_link_in_itself_comes_to_an_end() -> None:
    inner = "https://www.google.com/url?q="
    assert straighten_link(inner * 50).startswith(inner)


@given(st.text(max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    assert straighten_link(f"https://{text}").startswith("http")


def test_the_bot_needs_no_http_client_for_it() -> None:
    code = "import sys, workers.sources.straighten as _; print('requests' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert asked.stdout.strip() == "False"


def test_runs_of_replaced_signs() -> None:
    """`**A` stands for two of them, `**B` for three."""
    wrapped = "https://urldefense.com/v3/__https://h.example/a**Ab*c__;4oCT4oCTPw!!Abc!Def$"
    assert straighten_link(wrapped) == "https://h.example/a––b?c"
