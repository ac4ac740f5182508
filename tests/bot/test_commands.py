"""The words of `/sentiment`: each is one value, with all that is to be known of it."""

from __future__ import annotations

import pytest

from bot.commands import WORDS, CommandWord, starts_something
from bot.payloads import Command


def typed(text: str) -> Command:
    return Command(team="T1", channel="C1", user="U1", text=text, response_url=None)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", False),
        ("  ", False),
        ("Help", False),
        ("demo", True),
        ("demo now", True),
        ("status", False),
        ("status of https://example.com/a.mp3", True),
        ("cancel", False),
        ("cancel ALL", False),
        ("cancel everything", True),
        ("forget https://example.slack.com/archives/C1/p1 please", False),
        ("subscribe zoom", True),
        ("zoom https://example.slack.com/archives/C1/p1 20:00-30:00", True),
        ("subscribe", True),
        ("unsubscribe zoom", False),
        ("subscriptions", False),
        ("https://example.com/a.mp3 3", True),
    ],
)
def test_what_would_bring_a_chart_into_the_channel(text: str, starts: bool) -> None:
    """What is no word of ours, or has more behind it than belongs there, asks for a chart."""
    assert starts_something(typed(text)) is starts


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_every_word_stands_alone_too(word: CommandWord) -> None:
    assert word.takes([])
    assert word.takes(["anything", "at", "all"]) is (word.more is None)
