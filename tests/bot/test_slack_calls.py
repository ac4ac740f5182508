"""Asking Slack something: an answer, a plain refusal, or nothing known."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.slack_calls import NoAnswer, ask_slack
from tests.standins.slack import Channel, SlackStandIn
from workers.domain.errors import Unavailable
from workers.domain.slack_error import SlackRefusal

ROOT = Path(__file__).parents[2]


@pytest.fixture
def client(slack: SlackStandIn) -> WebClient:
    return WebClient(token=slack.bot_token, base_url=slack.api_url, timeout=1, retry_handlers=[])


def test_an_answer(slack: SlackStandIn, client: WebClient) -> None:
    assert ask_slack(client.auth_test)["user_id"] == slack.bot_user


@pytest.mark.parametrize("word", ["is_archived", "missing_scope", "invalid_auth"])
def test_a_plain_refusal_tells_slacks_word(
    slack: SlackStandIn, client: WebClient, general: Channel, word: str
) -> None:
    slack.faults.refuse("chat.postMessage", word)
    with pytest.raises(SlackRefusal, match=rf"slack: chat\.postMessage: {word}") as refused:
        ask_slack(client.chat_postMessage, channel=general.id, text="hello")
    assert refused.value.error == word


def test_what_slack_cannot_do_now_it_may_do_in_a_while(
    slack: SlackStandIn, client: WebClient, general: Channel
) -> None:
    slack.faults.rate_limit("chat.postMessage", retry_after_s=7)
    slack.faults.fail("chat.postMessage", status=502)
    slack.faults.refuse("chat.postMessage", "internal_error")
    waits = []
    for _ in range(3):
        with pytest.raises(Unavailable) as busy:
            ask_slack(client.chat_postMessage, channel=general.id, text="hello")
        assert not isinstance(busy.value, NoAnswer)
        waits.append(busy.value.retry_after)
    assert waits[0] == timedelta(seconds=7)


def test_without_an_answer_nobody_knows_whether_it_was_done(
    slack: SlackStandIn, client: WebClient, general: Channel
) -> None:
    slack.faults.drop_reply("chat.postMessage")
    slack.faults.delay("chat.postMessage", 1.5)
    for _ in range(2):
        with pytest.raises(NoAnswer):
            ask_slack(client.chat_postMessage, channel=general.id, text="hello")
    with pytest.raises(NoAnswer):
        ask_slack(WebClient(token="xoxb-1", base_url="http://127.0.0.1:9/").auth_test)


def test_nothing_else_reads_slacks_errors() -> None:
    reading = {
        path.relative_to(ROOT).as_posix()
        for package in ("bot", "undertone", "workers")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "slack_sdk.errors"
    }
    assert reading == {
        "bot/slack_calls.py",
        "workers/slack/calls.py",
        "workers/slack/verdicts.py",
    }
