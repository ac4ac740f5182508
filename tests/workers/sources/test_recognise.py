"""Which links start the bot by themselves."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

import pytest

from workers.sources.recognise import find_site, is_recording_link


@pytest.mark.parametrize(
    "link",
    [
        "https://media.example.com/weekly.mp3",
        "HTTPS://media.example.com/Weekly.MP4?X-Amz-Signature=0&x=y.pdf#t=5",
        "https://media.example.com/weekly.vtt",
        "http://media.corp:8080/a%20b/weekly.webm",
        "https://us02web.zoom.us/rec/share/a.b",
        "https://zoomgov.com/rec/play/a",
        "https://drive.google.com/file/u/1/d/1a/view",
        "https://www.dropbox.com/scl/fi/a/weekly.mov?rlkey=k",
        "https://drive.google.com/a/company.com/file/d/1a/view",
        "https://contoso-my.sharepoint.com/personal/a/_layouts/15/onedrive.aspx?id=%2Fb%2Emp4&x=1",
        "https://us02web.zoom.us/rec/share/a.b?pwd=c#success",
    ],
)
def test_a_recording_is_recognised(link: str) -> None:
    assert is_recording_link(link)


@pytest.mark.parametrize(
    "link",
    [
        *("", "weekly.mp3", "ftp://media.example.com/weekly.mp3", "file:///weekly.mp3"),
        *(
            "https://example.com/",
            "https://example.com/notes.txt",
            "https://example.com/robots.txt",
        ),
        *("https://example.com/paper.pdf", "https://example.com/watch?v=weekly.mp3"),
        *("https://github.com/zoom/zoom.us/rec/share", "https://zoom.us/j/123", "https://zoom.us"),
        *("https://evilzoom.us/rec/share/a", "https://zoom.us.evil.com/rec/share/a"),
        *("https://docs.google.com/document/d/1a/edit", "https://drive.google.com/drive/my-drive"),
        *("https://www.dropbox.com/scl/fi/a/budget.xlsx?rlkey=k", "https://www.dropbox.com/home"),
        *("https://youtu.be/a1B2c3D4e5F?t=90", "https://www.youtube.com/watch?v=a1B2c3D4e5F"),
        *("https://vimeo.com/about", "https://www.youtube.com/@channel", "https://www.loom.com/"),
        *("https://contoso.sharepoint.com/:w:/s/team/Ea", "https://app.box.com/folder/0"),
        "https://contoso-my.sharepoint.com/personal/a/_layouts/15/onedrive.aspx?id=%2Fb%2Edocx",
        *("https://meet.google.com/abc-defg-hij", "https://docs.google.com/document/d/1a/edit"),
        *("http://[::1/weekly.mp3/..", "https:///weekly.php", "https://otter.ai/u/a"),
    ],
)
def test_anything_else_is_left_alone(link: str) -> None:
    assert not is_recording_link(link)


def test_a_link_made_to_be_slow_is_not() -> None:
    began = perf_counter()
    for link in (
        "https://" + "a." * 20_000 + "zoom.us/rec/",
        "https://vimeo.com/channels/" + "/" * 20_000,
        "https://youtube.com/watch?" + "v" * 20_000,
        "https://a.kaltura.com/" + "entry_i" * 6_000,
        "https://a.webex.com/" + "/ldr.php?" * 4_000,
    ):
        is_recording_link(link)
    assert perf_counter() - began < 2


def test_a_site_is_named_for_its_source() -> None:
    assert find_site("https://company.zoom.us/rec/play/a") == "zoom"
    assert find_site("https://example.com/weekly.mp3") is None


def test_the_bot_needs_no_http_client_for_it() -> None:
    code = "import sys, workers.sources.recognise as _; print('requests' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert asked.stdout.strip() == "False"
