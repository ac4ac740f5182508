"""The list of sources: every example has its source, and every link has one."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from workers.domain.errors import Refused, Why
from workers.domain.recording import Recording
from workers.sources import Source, choose_source, collect_sources
from workers.sources.recognise import SITES, is_recording_link
from workers.sources.resolved import ResolvedSite
from workers.web import Web

SOURCES = collect_sources(
    web=Web(max_bytes=1, max_seconds=1), file_info=lambda _id: {}, bot_token="xoxb-1"
)
ONLY_WHEN_ASKED = {
    *("google_docs", "join_link", "published_doc", "short_link", "unsupported_site", "youtube"),
}
EXAMPLES = [(source, link) for source in SOURCES for link in source.examples]


@pytest.mark.parametrize(("source", "link"), EXAMPLES, ids=[link for _, link in EXAMPLES])
def test_an_example_is_claimed_by_its_source_first(source: Source, link: str) -> None:
    assert choose_source(SOURCES, Recording(link=link)) is source
    assert is_recording_link(link) is (source.name not in ONLY_WHEN_ASKED)


@pytest.mark.skipif(find_spec("yt_dlp") is None, reason="yt-dlp is not installed")
@pytest.mark.parametrize(
    ("source", "link"),
    [pair for pair in EXAMPLES if isinstance(pair[0], ResolvedSite)],
    ids=[link for source, link in EXAMPLES if isinstance(source, ResolvedSite)],
)
def test_an_example_is_known_to_an_extractor_that_is_allowed(
    source: ResolvedSite, link: str
) -> None:
    from yt_dlp.extractor import get_info_extractor, list_extractor_classes  # noqa: PLC0415 - optional

    known = {each.IE_NAME.lower(): each.ie_key() for each in list_extractor_classes()}
    allowed = [get_info_extractor(known[name.lower()]) for name in source.extractors]
    assert any(extractor.suitable(link) for extractor in allowed)


def test_a_slack_file_is_slacks_and_any_other_link_is_direct() -> None:
    assert choose_source(SOURCES, Recording(slack_file="F1")).name == "slack_file"
    assert choose_source(SOURCES, Recording(link="https://example.com/x")).name == "direct_link"
    assert (
        choose_source(SOURCES, Recording(link="https://media.otter.ai/a.mp3")).name == "direct_link"
    )
    assert SOURCES[-1].name == "direct_link"


def test_every_site_that_is_recognised_has_its_source_and_its_own_name() -> None:
    names = [source.name for source in SOURCES]
    assert set(SITES) <= set(names)
    assert len(set(names)) == len(names)


def test_what_nobody_claims_is_refused() -> None:
    with pytest.raises(Refused) as error:
        choose_source(SOURCES, Recording(name="nothing"))
    assert error.value.why is Why.LINK_MALFORMED


@pytest.mark.parametrize(
    ("link", "service"),
    [
        ("https://us02web.zoom.us/j/12345678901?pwd=x", "Zoom"),
        ("https://app.zoom.us/wc/join/123", "Zoom"),
        ("https://zoom.us/w/123", "Zoom"),
        ("https://meet.google.com/abc-defg-hij?authuser=0", "Google Meet"),
        ("https://teams.microsoft.com/l/meetup-join/19%3ameeting_a%40thread.v2/0", "Teams"),
        ("https://teams.microsoft.com/meet/123?p=a", "Teams"),
        ("https://company.webex.com/company/j.php?MTID=m0", "Webex"),
    ],
)
def test_a_link_for_joining_is_told_from_one_to_a_recording(link: str, service: str) -> None:
    recording = Recording(link=link)
    with pytest.raises(Refused) as error:
        choose_source(SOURCES, recording).locate(recording)
    assert error.value.why is Why.LINK_JOINS_A_MEETING
    assert error.value.details == {"site": service}


@pytest.mark.parametrize(
    "link",
    [
        "https://loom.com/share/folder/0123456789abcdef0123456789abcdef",
        "https://vimeo.com/showcase/1234567",
        "https://www.youtube.com/playlist?list=PLa1B2c3D4e5F6g7H8i9J0",
        "https://www.dropbox.com/scl/fo/a1/b2?rlkey=k",
        "https://drive.google.com/drive/u/0/folders/1AbC",
        "https://contoso.sharepoint.com/:f:/s/team/Ea",
    ],
)
def test_a_list_or_folder_is_told_without_asking_anyone(link: str) -> None:
    recording = Recording(link=link)
    with pytest.raises(Refused) as error:
        choose_source(SOURCES, recording).locate(recording)
    assert error.value.why is Why.LINK_IS_A_PLAYLIST


def test_an_unsupported_site_is_named() -> None:
    recording = Recording(link="https://company.app.gong.io/call?id=1")
    with pytest.raises(Refused) as error:
        choose_source(SOURCES, recording).locate(recording)
    assert (error.value.why, error.value.details) == (Why.SITE_UNSUPPORTED, {"site": "Gong"})
