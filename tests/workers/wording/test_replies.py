"""What the bot says by itself is true, and is plain mrkdwn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import WORDS
from bot.help import HELP
from bot.options import SPEAKERS
from tests.workers.analyses import an_analysis
from tests.workers.wording.texts import texts
from workers.domain.analysis import Stage
from workers.domain.recording import Recording
from workers.domain.thread import Thread
from workers.engines import ENGINE_NAMES
from workers.wording import replies, status


def test_help_knows_the_engines_and_the_bounds() -> None:
    for engine in ENGINE_NAMES:
        assert f"`engine:{engine}`" in HELP
    assert f"from {SPEAKERS[0]} to {SPEAKERS[-1]}" in HELP


def test_help_knows_the_commands() -> None:
    for word in WORDS.keys() - {"help"}:
        assert word in HELP, word


def test_nothing_that_is_said_holds_markup_that_pings() -> None:
    said = [value for value in vars(replies).values() if isinstance(value, str)]
    for sentence in (*said, replies.write_accepted(1)):
        assert "<" not in sentence
        assert len(sentence) < 3000


def test_a_receipt_counts_the_charts() -> None:
    assert "the chart" in replies.write_accepted(1)
    assert "3 charts" in replies.write_accepted(3)


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_a_word(stage: Stage) -> None:
    assert replies.write_doing(an_analysis(stage=stage))


def test_a_transcript_is_read_not_listened_to() -> None:
    written = an_analysis(stage=Stage.SUBMIT, recording=Recording(name="standup.vtt"))
    assert replies.write_doing(written) == "reading"
    assert "Reading *standup.vtt*" in status.write_working(written).text
    spoken = replace(written, recording=Recording(name="standup.mp3"))
    assert "Listening to *standup.mp3*" in status.write_working(spoken).text


@given(st.lists(texts, max_size=50))
def test_lists_of_analyses_are_short_and_harmless(names: list[str]) -> None:
    analyses = [
        replace(an_analysis(answer_ts="1.2"), recording=Recording(name=name)) for name in names
    ]
    for said in (
        replies.write_status(analyses, len(analyses), datetime.now(UTC)),
        replies.write_stopping(analyses),
        replies.write_recent(analyses[:5], "https://example.slack.com/"),
    ):
        assert 0 < len(said) < 4000
        assert "<!channel" not in said


def test_the_rest_of_a_long_list_is_counted() -> None:
    many = [an_analysis() for _ in range(13)]

    assert "and 3 more" in replies.write_status(many, 13, datetime.now(UTC))
    assert len(replies.write_status(many, 13, datetime.now(UTC)).splitlines()) == 12
    assert "and 3 more" in replies.write_stopping(many)


def test_a_link_leads_to_a_message_in_its_thread_or_to_a_parent() -> None:
    parent, reply = "1700000000.000100", "1700000001.000200"
    thread = Thread("T1", "C1", parent)

    assert replies.make_permalink(thread, reply, "https://a.slack.com/") == (
        f"https://a.slack.com/archives/C1/p1700000001000200?thread_ts={parent}&cid=C1"
    )
    assert replies.make_permalink(thread, parent, "https://a.slack.com/") == (
        "https://a.slack.com/archives/C1/p1700000000000100"
    )
