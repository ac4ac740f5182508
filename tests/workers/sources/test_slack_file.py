"""Files uploaded to Slack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.standins.media import MediaHost, media_host
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.recording import Kind, Recording
from workers.sources.slack_file import make_slack_file
from workers.web import Web

OGG = b"OggS" + bytes(9_000)
SIGN_IN = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head></html>"


class Files:
    """What files.info would say, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.info: Mapping[str, Any] = {}

    def __call__(self, file_id: str) -> Mapping[str, Any]:
        self.asked.append(file_id)
        return {"channels": ["C1"], **self.info}


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def source(host: MediaHost, files: Files) -> Any:
    web = Web(max_bytes=100_000, max_seconds=9)
    return make_slack_file(web, file_info=files, bot_token="xoxb-1", api_url=host.link("/api/"))


RECORDING = Recording(slack_file="F1", asked_in="C1", asked_by="U1")


def test_a_name_with_blanks_in_its_link_is_no_hindrance(
    host: MediaHost, files: Files, source: Any, tmp_path: Path
) -> None:
    host.put("/files-pri/T1-F1/weekly%20review.ogg", OGG)
    files.info = {
        "name": "weekly review.ogg",
        "url_private": host.link("/files-pri/T1-F1/") + "weekly review.ogg",
    }
    assert source.fetch(source.locate(RECORDING), tmp_path).path.read_bytes() == OGG


def test_a_file_is_read_with_the_token(
    host: MediaHost, files: Files, source: Any, tmp_path: Path
) -> None:
    files.info = {
        "name": "weekly.ogg",
        "title": "Weekly call",
        "created": 1_778_580_000,
        "mimetype": "",
        "size": len(OGG),
        "duration_ms": 61_500,
        "url_private": host.link("/wrong"),
        "url_private_download": host.put("/files-pri/T1-F1/download/weekly.ogg", OGG),
    }
    found = source.locate(RECORDING)
    assert (found.name, found.kind) == ("weekly.ogg", Kind.AUDIO)
    assert (found.size_bytes, found.length_s) == (len(OGG), 61.5)
    assert (found.title, found.made_at) == ("Weekly call", datetime(2026, 5, 12, 10, tzinfo=UTC))
    assert (found.media_url, found.public) == (None, False)
    fetched = source.fetch(found, tmp_path)
    assert fetched.path.read_bytes() == OGG
    assert files.asked == ["F1", "F1"]
    assert {hit.headers.get("Authorization") for hit in host.hits} == {"Bearer xoxb-1"}


def test_the_token_stays_at_slack(files: Files, source: Any, host: MediaHost) -> None:
    with media_host() as foreign:
        files.info = {"url_private": host.redirect("/f", foreign.put("/f", OGG))}
        with pytest.raises(Refused) as error:
            source.locate(RECORDING)
        assert error.value.why is Why.FILE_ELSEWHERE
        assert foreign.hits == []


def test_a_sign_in_page_means_a_missing_scope(
    host: MediaHost, files: Files, source: Any, tmp_path: Path
) -> None:
    host.page("/login", SIGN_IN)
    files.info = {"name": "weekly.ogg", "url_private_download": host.redirect("/f", "/login")}
    for act in (source.locate, lambda recording: source.fetch(recording, tmp_path)):
        with pytest.raises(Refused) as error:
            act(RECORDING)
        assert error.value.why is Why.FILE_NOT_READABLE


@pytest.mark.parametrize(
    ("info", "why"),
    [
        ({"mode": "tombstone"}, Why.FILE_GONE),
        ({"mode": "hidden_by_limit"}, Why.FILE_HIDDEN),
        ({"mode": "external", "url_private": "https://drive.google.com/x"}, Why.FILE_ELSEWHERE),
        ({"is_external": True, "mode": "hosted"}, Why.FILE_ELSEWHERE),
        ({"mode": "canvas"}, Why.NOT_A_RECORDING),
        ({"file_access": "access_denied"}, Why.FILE_NOT_READABLE),
        ({"file_access": "file_not_found"}, Why.FILE_GONE),
        ({"filetype": "html", "url_private": "https://files.slack.com/x"}, Why.FILE_IS_A_PAGE),
        ({"size": 2_000_000, "url_private": "https://files.slack.com/x"}, Why.TOO_LARGE),
    ],
)
def test_what_slack_says_is_believed_before_anything_is_fetched(
    host: MediaHost, files: Files, source: Any, info: Mapping[str, Any], why: Why
) -> None:
    files.info = info
    with pytest.raises(Refused) as error:
        source.locate(RECORDING)
    assert error.value.why is why
    assert host.hits == []


@pytest.mark.parametrize(
    ("status", "why"),
    [(401, Why.FILE_NOT_READABLE), (403, Why.FILE_NOT_READABLE), (404, Why.FILE_GONE)],
)
def test_a_refusing_status_is_said_of_the_file(
    host: MediaHost, files: Files, source: Any, status: int, why: Why
) -> None:
    files.info = {"url_private": host.put("/f", status=status)}
    with pytest.raises(Refused) as error:
        source.locate(RECORDING)
    assert error.value.why is why


def test_a_file_that_slack_has_not_placed_yet_is_waited_for(files: Files, source: Any) -> None:
    files.info = {"name": "weekly.ogg"}
    with pytest.raises(Unavailable):
        source.locate(RECORDING)


def test_an_empty_file_and_a_picture_are_no_recordings(
    host: MediaHost, files: Files, source: Any, tmp_path: Path
) -> None:
    for body, why in ((b"", Why.EMPTY), (b"\x89PNG....", Why.NOT_A_RECORDING)):
        files.info = {
            "name": "a.mp3",
            "mimetype": "audio/mpeg",
            "url_private": host.put("/f", body),
        }
        for act in (source.locate, lambda recording: source.fetch(recording, tmp_path)):
            with pytest.raises(Refused) as error:
                act(RECORDING)
            assert error.value.why is why


def test_slacks_own_hosts_are_not_private_because_they_are_slacks(files: Files) -> None:
    files.info = {"url_private": "http://127.0.0.1/f"}
    web = Web(max_bytes=9, max_seconds=9, allow_private={"127.0.0.1"})
    source = make_slack_file(web, file_info=files, bot_token="x", api_url="https://slack.com/api/")
    with pytest.raises(Refused) as error:
        source.locate(RECORDING)
    assert error.value.why is Why.FILE_ELSEWHERE
    assert source._web.private_names == frozenset()


@pytest.mark.parametrize(
    ("link", "may_see_it"),
    [
        ("https://files.slack.com/files-pri/T1-F1/a.mp3", True),
        ("https://slack.com/a", True),
        ("https://a.slack-edge.com/a", True),
        ("https://slack.internal:8443/files/a", True),
        ("https://slack.internal/files/a", False),
        ("https://slack.com.evil.com/a", False),
        ("https://evilslack.com/a", False),
        ("https://s3.amazonaws.com/slack.com", False),
    ],
)
def test_who_may_see_the_token(files: Files, link: str, may_see_it: bool) -> None:
    web = Web(max_bytes=9, max_seconds=9)
    api_url = "https://slack.internal:8443/api/"
    source = make_slack_file(web, file_info=files, bot_token="x", api_url=api_url)
    assert source._bearer.hosts.hold(urlsplit(link)) is may_see_it


def test_a_file_that_is_a_page_is_not_slacks_sign_in(
    host: MediaHost, files: Files, source: Any
) -> None:
    page = "<html><p>Ada: It was good.</p></html>"
    link = host.page("/f", page)
    files.info = {"name": "weekly.txt", "size": len(page), "url_private": link}
    with pytest.raises(Refused) as refused:
        source.locate(RECORDING)
    assert refused.value.why is Why.FILE_IS_A_PAGE
    files.info = {"name": "weekly.txt", "size": 7, "url_private": link}
    with pytest.raises(Refused) as refused:
        source.locate(RECORDING)
    assert refused.value.why is Why.FILE_NOT_READABLE


def test_what_was_dropped_is_not_asked_to_be_dropped(
    host: MediaHost, files: Files, source: Any
) -> None:
    host.redirect("/f", "http://media.example.com/weekly.mp3")
    files.info = {"name": "weekly.mp3", "url_private": host.link("/f")}
    with pytest.raises(Refused) as refused:
        source.locate(RECORDING)
    assert refused.value.why is Why.FILE_ELSEWHERE


CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nIt was good.\n"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"subtype": "slack_audio", "transcription": {"status": "complete"}}, "clip.vtt"),
        ({"subtype": "slack_video", "transcription": {"status": "complete"}}, "clip.vtt"),
        ({"subtype": "slack_audio", "transcription": {"status": "processing"}}, "clip.ogg"),
        ({"transcription": {"status": "complete"}}, "clip.ogg"),
    ],
)
def test_a_clips_own_captions_are_its_words(
    host: MediaHost, files: Files, source: Any, tmp_path: Path, told: Mapping[str, Any], name: str
) -> None:
    files.info = {
        "name": "clip.ogg",
        "size": len(OGG),
        "url_private": host.put("/clip.ogg", OGG),
        "vtt": host.put("/clip.vtt", CAPTIONS, content_type="text/vtt"),
        **told,
    }
    found = source.fetch(source.locate(RECORDING), tmp_path)
    assert found.name == name
    assert found.path.read_bytes() == (CAPTIONS if name.endswith("vtt") else OGG)
    assert {hit.headers.get("Authorization") for hit in host.hits} == {"Bearer xoxb-1"}


@pytest.mark.parametrize(
    ("info", "shared"),
    [
        ({"channels": ["C2"], "groups": [], "ims": []}, False),
        ({"channels": [], "groups": ["G9"], "shares": {"private": {"G9": [{}]}}}, False),
        ({"channels": None, "user": "", "is_public": None, "shares": None}, False),
        ({"channels": [], "user": "U2"}, False),
        ({"channels": [], "user": "U1"}, True),
        ({"channels": [], "is_public": True}, True),
        ({"channels": [], "groups": ["C1"]}, True),
        ({"channels": [], "shares": {"private": {"C1": [{"ts": "1.1"}]}}}, True),
    ],
)
def test_a_file_is_read_only_where_it_is_shared(
    files: Files,
    source: Any,
    host: MediaHost,
    tmp_path: Path,
    info: Mapping[str, Any],
    shared: bool,
) -> None:
    """The bot may read what lies in a private channel; who asks elsewhere may not."""
    files.info = {"name": "a.ogg", "url_private": host.put("/files-pri/a.ogg", OGG), **info}
    for act in (source.locate, lambda recording: source.fetch(recording, tmp_path)):
        if shared:
            act(RECORDING)
            continue
        with pytest.raises(Refused) as refused:
            act(RECORDING)
        assert refused.value.why is Why.FILE_NOT_SHARED_HERE
    assert bool(host.hits) is shared
