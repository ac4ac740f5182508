"""Whatever is posted of an analysis stands there once, whichever reply of Slack is lost."""

from __future__ import annotations

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.pipeline.scripted import ScriptedTools, accept, charts, replies, work
from workers.domain.extras import Extras, Point

STAGES = Path(__file__).parents[3] / "workers" / "stages"
POSTS = ["status", "answer", "also"]


@pytest.mark.parametrize("number", range(len(POSTS)), ids=POSTS)
def test_none_of_the_posts_is_made_twice(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, number: int
) -> None:
    slack.processing_delay_s = 0
    tools.scripted_engine.found = Extras(action_items=(Point("Ana asks Ben", "Ana"),))
    slack.faults.delay("chat.postMessage", 0.0, times=number)  # those before it go well
    slack.faults.drop_reply("chat.postMessage")
    work(tools, accept(tools, asked))

    assert len(replies(slack, asked)) == len(POSTS)
    assert len(charts(slack, asked)) == 1
    assert [call.fault for call in slack.calls("chat.postMessage")].count("dropped") == 1
    assert len(slack.calls("chat.postMessage")) == len(POSTS)


def test_an_explanation_is_not_given_twice(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.faults.drop_reply("chat.postMessage")
    work(tools, accept(tools, asked, deadline=datetime.now(UTC) - timedelta(hours=1)))

    (status,) = replies(slack, asked)
    assert "could not finish in time" in status.text
    assert len(slack.calls("chat.postMessage")) == 1


def test_no_stage_posts_in_its_own_way() -> None:
    posting = {
        path.name
        for path in STAGES.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"post", "find"}
        if isinstance(node.value, ast.Attribute) and node.value.attr == "slack"
    }
    assert posting == {"__init__.py"}
