"""A message is answered with a sentence once, whatever Slack does."""

from __future__ import annotations

import pytest

from bot.payloads import Heard
from bot.said import REMEMBERED, AnsweredOnce
from bot.slack_calls import NoAnswer
from workers.domain.errors import Unavailable
from workers.domain.slack_error import SlackRefusal
from workers.domain.thread import Thread


def message(ts: str = "1.0") -> Heard:
    return Heard(thread=Thread("T1", "C1", ts), ts=ts, user="U1")


def test_a_message_is_answered_once() -> None:
    said, answers = AnsweredOnce(), list[str]()

    for _ in range(4):
        said.once(message(), lambda: answers.append("help"))
    said.once(message("2.0"), lambda: answers.append("other"))

    assert answers == ["help", "other"]


@pytest.mark.parametrize(
    "error",
    [SlackRefusal("chat.postMessage", "is_archived"), Unavailable("slack")],
)
def test_what_slack_answered_with_an_error_may_be_said_again(error: Exception) -> None:
    said, answers = AnsweredOnce(), list[str]()

    def refused() -> None:
        raise error

    with pytest.raises(type(error)):
        said.once(message(), refused)
    said.once(message(), lambda: answers.append("help"))

    assert answers == ["help"]


def test_what_may_have_been_said_is_not_said_again() -> None:
    said, answers = AnsweredOnce(), list[str]()

    def unknown() -> None:
        raise NoAnswer("slack chat.postMessage")

    with pytest.raises(NoAnswer):
        said.once(message(), unknown)
    said.once(message(), lambda: answers.append("help"))

    assert answers == []


def test_only_so_many_messages_are_remembered() -> None:
    said, answers = AnsweredOnce(), list[str]()

    for number in range(REMEMBERED + 1):
        said.once(message(str(number)), lambda: None)
    said.once(message("0"), lambda: answers.append("forgotten"))
    said.once(message(str(REMEMBERED)), lambda: answers.append("remembered"))

    assert answers == ["forgotten"]
