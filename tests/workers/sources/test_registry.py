"""The list of sources: every example has its source, and every link has one."""

from __future__ import annotations

import pytest

from workers.errors import Refused, Why
from workers.recording import Recording
from workers.sources import Source, all_sources, choose
from workers.sources.recognise import SITES, is_recording_link
from workers.web import Web

SOURCES = all_sources(
    web=Web(max_bytes=1, max_seconds=1), file_info=lambda _id: {}, bot_token="xoxb-1"
)
EXAMPLES = [(source, link) for source in SOURCES for link in source.examples]


@pytest.mark.parametrize(("source", "link"), EXAMPLES, ids=[link for _, link in EXAMPLES])
def test_an_example_is_claimed_by_its_source_first(source: Source, link: str) -> None:
    assert choose(SOURCES, Recording(link=link)) is source
    starts_by_itself = source.name not in {"unsupported_site", "youtube"}
    assert is_recording_link(link) is starts_by_itself


def test_a_slack_file_is_slacks_and_any_other_link_is_direct() -> None:
    assert choose(SOURCES, Recording(slack_file="F1")).name == "slack_file"
    assert choose(SOURCES, Recording(link="https://example.com/x")).name == "direct_link"
    assert choose(SOURCES, Recording(link="https://media.otter.ai/a.mp3")).name == "direct_link"
    assert SOURCES[-1].name == "direct_link"


def test_every_site_that_is_recognised_has_its_source_and_its_own_name() -> None:
    names = [source.name for source in SOURCES]
    assert set(SITES) <= set(names)
    assert len(set(names)) == len(names)


def test_what_nobody_claims_is_refused() -> None:
    with pytest.raises(Refused) as error:
        choose(SOURCES, Recording(name="nothing"))
    assert error.value.why is Why.LINK_MALFORMED


def test_an_unsupported_site_is_named() -> None:
    recording = Recording(link="https://company.app.gong.io/call?id=1")
    with pytest.raises(Refused) as error:
        choose(SOURCES, recording).locate(recording)
    assert (error.value.why, error.value.details) == (Why.SITE_UNSUPPORTED, {"site": "Gong"})
