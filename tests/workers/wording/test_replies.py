"""What the bot says by itself is true, and is plain mrkdwn."""

from __future__ import annotations

from bot.options import SPEAKERS
from workers.engines import ENGINES
from workers.wording import replies


def test_help_knows_the_engines_and_the_bounds() -> None:
    for engine in ENGINES:
        assert f"`engine:{engine}`" in replies.HELP
    assert f"from {SPEAKERS[0]} to {SPEAKERS[-1]}" in replies.HELP


def test_nothing_that_is_said_holds_markup_that_pings() -> None:
    for sentence in (replies.HELP, replies.TRY_AGAIN, replies.WENT_WRONG, replies.accepted(1)):
        assert "<" not in sentence
        assert len(sentence) < 3000


def test_a_receipt_counts_the_charts() -> None:
    assert "the chart" in replies.accepted(1)
    assert "3 charts" in replies.accepted(3)
