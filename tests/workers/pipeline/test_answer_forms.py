"""The answer in newer blocks, in the plain form where a server knows none of them, and as it was
recorded before there were any: posted once, and edited in the form that it has."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.pipeline.scripted import (
    ScriptedTools,
    accept,
    answer_of,
    front_door,
    replies,
    work,
)
from workers.domain.analysis import Analysis
from workers.intake.changing import Changes
from workers.stages import write_answer_post
from workers.store.packing import pack, unpack

NEWER = {"table", "rich_text", "context_actions"}
CHANGES: dict[str, Callable[[Changes, Analysis], bool]] = {
    "rename": lambda door, analysis: door.rename(analysis.id, {"Ana": "Anastasia"}),
    "recount": lambda door, analysis: door.recount(analysis.id, 3),
    "leave out": lambda door, analysis: door.leave_out(analysis.id, 0),
    "redraw": lambda door, analysis: door.redraw(analysis.id),
}


def kinds(message: Message) -> set[str]:
    return {block["type"] for block in message.blocks}


def refused(slack: SlackStandIn) -> int:
    """How many messages were refused for the kinds of their blocks; not for a picture that Slack
    has not looked at yet."""
    calls = [*slack.calls("chat.postMessage"), *slack.calls("chat.update")]
    return sum("unsupported type" in str(call.response) for call in calls)


@pytest.mark.parametrize("change", CHANGES)
def test_an_edit_keeps_the_newer_form(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, change: str
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    first = answer_of(slack, asked)
    assert kinds(first) >= NEWER

    assert CHANGES[change](front_door(tools).changes, analysis)
    work(tools, analysis)

    second = answer_of(slack, asked)
    assert second.ts == first.ts
    assert kinds(second) >= NEWER
    assert not second.edited, "no mark of an edit: blocks were sent along"
    assert refused(slack) == 0


def test_undo_brings_the_newer_form_back_whole(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    first = answer_of(slack, asked)
    door = front_door(tools).changes
    door.rename(analysis.id, {"Ana": "Anastasia"})
    work(tools, analysis)
    assert "Undo" in str(answer_of(slack, asked).blocks)
    assert door.undo(analysis.id)
    work(tools, analysis)
    last = answer_of(slack, asked)
    assert last.text == first.text
    assert kinds(last) >= NEWER
    assert "Undo" not in str(last.blocks)


def test_a_server_that_knows_no_newer_blocks_gets_the_plain_form_and_is_not_asked_again(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.unknown_blocks = set(NEWER)
    analysis = accept(tools, asked)
    work(tools, analysis)
    answer = answer_of(slack, asked)
    assert kinds(answer) == {"section", "image", "context", "actions"}
    assert "60 % of the talk" in str(answer.blocks), "the same is said"
    assert refused(slack) == 1

    front_door(tools).changes.rename(analysis.id, {"Ana": "Anastasia"})
    work(tools, analysis)
    work(tools, accept(tools, asked))

    assert refused(slack) == 1, "each later answer costs no refused call"
    assert len([each for each in replies(slack, asked) if "image" in kinds(each)]) == 2


def test_the_plain_form_is_posted_once_even_where_its_answer_is_lost(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.processing_delay_s = 0
    slack.unknown_blocks = {"table"}
    slack.faults.delay("chat.postMessage", 0.0, times=2)  # the status; the refused answer
    slack.faults.drop_reply("chat.postMessage")
    work(tools, accept(tools, asked))
    assert kinds(answer_of(slack, asked)) == {"section", "image", "context", "actions"}
    assert len(replies(slack, asked)) == 2
    assert [call.fault for call in slack.calls("chat.postMessage")].count("dropped") == 1


def test_a_server_that_shows_no_pictures_in_messages_gets_a_file(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.unknown_blocks = {*NEWER, "image"}
    slack.share_delay_s = 0
    work(tools, accept(tools, asked))
    shared = slack.calls("files.completeUploadExternal")[-1].args
    assert (shared["channel_id"], shared["thread_ts"]) == (asked.channel, asked.ts)
    (answer,) = [each for each in replies(slack, asked) if "of the talk" in each.text]
    assert kinds(answer) == {"section", "context", "actions"}


def test_a_server_that_knows_no_buttons_gets_the_words_alone(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.unknown_blocks = {*NEWER, "image"}
    analysis = accept(tools, asked)
    work(tools, analysis)
    slack.unknown_blocks |= {"section"}
    front_door(tools).changes.rename(analysis.id, {"Ana": "Anastasia"})
    work(tools, analysis)
    (answer,) = [each for each in replies(slack, asked) if "of the talk" in each.text]
    assert answer.blocks == ()
    assert "Anastasia: 60 % of the talk" in answer.text


def test_a_picture_that_is_not_ready_is_no_reason_for_the_plain_form(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.processing_delay_s = 0.5
    work(tools, accept(tools, asked))
    assert kinds(answer_of(slack, asked)) >= NEWER
    assert list(tools.redis.scan_iter("undertone:plain_form:*")) == []


def test_a_record_from_before_there_were_levels_is_read_and_told(
    tools: ScriptedTools, asked: Message
) -> None:
    ended = work(tools, accept(tools, asked))
    body = json.loads(pack(ended))
    for row in body["chart"]["rows"]:
        del row["level"], row["brief"]
        row["utterances"] = 2
    old = unpack(json.dumps(body).encode())

    post = write_answer_post(old, tools)

    (table,) = [block for block in post.blocks if block["type"] == "table"]
    told = [[cell["text"] for cell in row] for row in table["rows"]]
    assert told == [
        ["Speaker", "Share of talk", "Words"],
        ["Ana", "60 %", "mostly negative"],
        ["Ben", "40 %", "mostly positive"],
    ]
