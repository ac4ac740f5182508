"""The Home tab stays inside Slack's limits, and says what the bot is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.workers.analyses import an_analysis
from tests.workers.wording.block_kit import pings, view_complaints
from tests.workers.wording.texts import NASTY, texts
from workers.domain.analysis import Analysis, Stage
from workers.domain.lack import Lack
from workers.domain.recording import Recording
from workers.domain.subscription import Subscription
from workers.wording.home import HomeSight, write_home
from workers.wording.lacking import ONLY_ADMINS
from workers.wording.mrkdwn import escape
from workers.wording.operator import introduce_operator

SUBSCRIPTION = Subscription(team="T1", channel="C1", subscriber="U1")
WORKSPACE = "https://example.slack.com/"


def see(**shown: Any) -> str:
    return str(write_home(HomeSight(**shown)))


def called(name: str, stage: Stage = Stage.FORGET) -> Analysis:
    analysis = an_analysis(stage=stage, answer_ts="1700000001.000200")
    return replace(analysis, recording=Recording(name=name))


@given(st.lists(texts, max_size=50), st.lists(texts, max_size=50), st.sampled_from(Stage), texts)
@example(list(NASTY) * 4, list(NASTY) * 4, Stage.POLL, "x" * 3000)
def test_it_holds_the_limits(
    running: list[str], recent: list[str], stage: Stage, searched: str
) -> None:
    view = write_home(
        HomeSight(
            running=[called(name, stage) for name in running],
            recent=[called(name) for name in recent],
            searched=searched,
            found=[called(name) for name in recent],
            subscriptions=[replace(SUBSCRIPTION, title=name, host=name) for name in running],
            workspace_url=WORKSPACE,
            minutes=dict.fromkeys(recent, 1e6),
            lacking=tuple(Lack),
            missing_scopes=["files:write"] * 20,
        )
    )

    assert view_complaints(view, "home") == []
    assert pings(view) == []


def test_a_link_leads_to_the_answer_or_where_that_is_not_known_to_its_channel() -> None:
    charted = called("standup.mp3")

    known = see(recent=[charted], workspace_url=WORKSPACE)
    unknown = see(recent=[charted])

    assert (
        "<https://example.slack.com/archives/C1/p1700000001000200"
        "?thread_ts=1700000000.000100&amp;cid=C1|standup.mp3>" in known
    )
    assert "<https://slack.com/app_redirect?team=T1&amp;channel=C1|standup.mp3>" in unknown


def test_only_five_recent_ones_and_ten_running_ones_are_shown() -> None:
    many = [called(f"{number}.mp3", Stage.POLL) for number in range(12)]

    shown = see(running=many, recent=many)

    assert shown.count("Cancel") == 10
    assert shown.count("app_redirect") == 5
    assert "and 2 more" in shown


def test_an_empty_one_says_so() -> None:
    shown = see(retention_days=1)
    assert "Nothing of yours is running." in shown
    assert "kept for 1 day," in shown
    assert "You have subscribed no channel." in shown
    assert "Search my charts" not in shown, "there is nothing to be found"


def test_a_search_shows_what_was_found_and_how_to_leave_it() -> None:
    many = [called(f"{number}.mp3") for number in range(12)]
    shown = see(searched="week", recent=many[:1], found=many)
    assert shown.count("app_redirect") == 10
    assert "and 2 more" in shown
    assert "'initial_value': 'week'" in shown
    assert "has “&lt;week&gt;” in it." in see(searched="<week>", recent=many)


def test_ones_subscriptions_can_be_stopped() -> None:
    shown = see(subscriptions=[replace(SUBSCRIPTION, host="ana@example.com", review=True)])
    assert "<#C1>: every meeting hosted by ana@example.com that Zoom records." in shown
    assert "'value': ':C1'" in shown


def test_what_is_lacking_comes_first_and_says_what_helps() -> None:
    view = write_home(HomeSight(lacking=(Lack.RESOLVER, Lack.WORKERS), missing_scopes=["a", "b"]))
    told = view["blocks"][0]["text"]["text"].splitlines()
    assert told[0].startswith(":warning: No workers are running")
    assert "pip install yt-dlp" in told[1]
    assert "has not granted me `a`, `b`" in told[2]
    assert told[3] == ONLY_ADMINS


def test_whom_to_ask_stands_there_where_somebody_is_named() -> None:
    assert "Questions about me?" not in see()
    introduce_operator("U0123ABCD")
    try:
        assert "Questions about me? Ask <@U0123ABCD>." in see()
    finally:
        introduce_operator(None)


@pytest.mark.parametrize("word", ["mood", "emotion", "score of", "angry", "best", "worst"])
def test_it_speaks_of_words_and_not_of_feelings(word: str) -> None:
    assert word not in see().lower()


def test_names_are_escaped() -> None:
    assert escape("<!channel>") in see(running=[called("<!channel>")])
