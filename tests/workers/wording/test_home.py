"""The Home tab stays inside Slack's limits, and says what the bot is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.workers.analyses import an_analysis
from tests.workers.wording.block_kit import pings, view_complaints
from tests.workers.wording.texts import NASTY, texts
from workers.domain.analysis import Analysis, Stage
from workers.domain.recording import Recording
from workers.wording.home import write_home
from workers.wording.mrkdwn import escape

WORKSPACE = "https://example.slack.com/"


def called(name: str, stage: Stage = Stage.FORGET) -> Analysis:
    analysis = an_analysis(stage=stage, answer_ts="1700000001.000200")
    return replace(analysis, recording=Recording(name=name))


@given(st.lists(texts, max_size=50), st.lists(texts, max_size=50), st.sampled_from(Stage))
@example(list(NASTY) * 4, list(NASTY) * 4, Stage.POLL)
def test_it_holds_the_limits(running: list[str], recent: list[str], stage: Stage) -> None:
    view = write_home(
        [called(name, stage) for name in running],
        [called(name) for name in recent],
        30,
        "0.1.0",
        WORKSPACE,
    )

    assert view_complaints(view, "home") == []
    assert pings(view) == []


def test_a_link_leads_to_the_answer_or_where_that_is_not_known_to_its_channel() -> None:
    charted = called("standup.mp3")

    known = str(write_home([], [charted], 30, "1", WORKSPACE))
    unknown = str(write_home([], [charted], 30, "1"))

    assert (
        "<https://example.slack.com/archives/C1/p1700000001000200"
        "?thread_ts=1700000000.000100&amp;cid=C1|standup.mp3>" in known
    )
    assert "<https://slack.com/app_redirect?team=T1&amp;channel=C1|standup.mp3>" in unknown


def test_only_five_recent_ones_and_ten_running_ones_are_shown() -> None:
    many = [called(f"{number}.mp3", Stage.POLL) for number in range(12)]

    shown = str(write_home(many, many, 30, "1"))

    assert shown.count("Cancel") == 10
    assert shown.count("app_redirect") == 5
    assert "and 2 more" in shown


def test_an_empty_one_says_so() -> None:
    assert "Nothing of yours is running." in str(write_home([], [], 1, "1"))
    assert "after 1 day," in str(write_home([], [], 1, "1"))


@pytest.mark.parametrize("word", ["mood", "emotion", "score of", "angry", "best", "worst"])
def test_it_speaks_of_words_and_not_of_feelings(word: str) -> None:
    assert word not in str(write_home([], [], 30, "1")).lower()


def test_names_are_escaped() -> None:
    assert escape("<!channel>") in str(write_home([called("<!channel>")], [], 30, "1"))
