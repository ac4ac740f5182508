"""A closer look: one picture in the thread for each stretch, and it goes where its chart goes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.pipeline.scripted import (
    ScriptedTools,
    accept,
    charts,
    front_door,
    replies,
    work,
)
from workers import jobs
from workers.domain.analysis import Analysis
from workers.domain.channel import ChannelSettings


def look(tools: ScriptedTools, analysis: Analysis, opens_s: float, closes_s: float) -> Analysis:
    assert front_door(tools).changes.look_closer(analysis.id, opens_s, closes_s, "U7")
    return work(tools, analysis)


def closer(slack: SlackStandIn, asked: Message) -> list[Message]:
    return [each for each in charts(slack, asked) if "closer look, as" in str(each.blocks)]


def standing_files(slack: SlackStandIn) -> list[str]:
    return [str(file.name) for file in slack.files.values() if not file.deleted]


@pytest.fixture
def charted(tools: ScriptedTools, asked: Message) -> Analysis:
    return work(tools, accept(tools, asked))


def test_it_is_one_new_picture_in_the_thread(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, charted: Analysis
) -> None:
    before = [each.ts for each in replies(slack, asked)]
    ended = look(tools, charted, 4.0, 12.0)
    (post,) = closer(slack, asked)
    assert [each.ts for each in replies(slack, asked)] == [*before, post.ts]
    assert post.text.startswith("*0:04 – 0:12*: ")
    assert "<@U7>" in str(post.blocks)
    assert [look.ts for look in ended.closer_looks] == [post.ts]
    found = front_door(tools).at("T1", asked.channel, post.ts)
    assert [each.id for each in found] == [charted.id], "a link to it is a link to its chart"
    names = standing_files(slack)
    assert names == [f"undertone-{charted.id}.png", f"undertone-{charted.id}-1.png"]


def test_the_same_stretch_stands_there_once_and_comes_again_if_it_was_deleted(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, charted: Analysis
) -> None:
    look(tools, charted, 4.0, 12.0)
    look(tools, charted, 0.0, 5.0)
    first, second = closer(slack, asked)
    look(tools, charted, 4.2, 11.9)
    assert [each.ts for each in closer(slack, asked)] == [first.ts, second.ts]
    tools.slack.delete_message(asked.channel, first.ts)
    ended = look(tools, charted, 4.0, 12.0)
    assert len(closer(slack, asked)) == 2
    assert first.ts not in {each.ts for each in ended.closer_looks}
    assert len(standing_files(slack)) == 3


@pytest.mark.parametrize("fault", ["drop_reply", "fail"])
@pytest.mark.parametrize("method", ["chat.postMessage", "files.completeUploadExternal"])
def test_it_is_not_posted_twice_whatever_reply_is_lost(
    tools: ScriptedTools,
    slack: SlackStandIn,
    asked: Message,
    charted: Analysis,
    fault: str,
    method: str,
) -> None:
    getattr(slack.faults, fault)(method)
    look(tools, charted, 4.0, 12.0)
    assert len(closer(slack, asked)) == 1


def test_a_lost_reply_is_not_taken_for_that_of_another_look(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, charted: Analysis
) -> None:
    look(tools, charted, 4.0, 12.0)
    slack.faults.drop_reply("chat.postMessage")
    ended = look(tools, charted, 0.0, 5.0)
    posts = closer(slack, asked)
    assert len(posts) == 2
    assert [each.ts for each in posts] == [each.ts for each in ended.closer_looks]


def test_it_is_drawn_anew_with_its_chart_in_the_names_that_people_gave(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, charted: Analysis
) -> None:
    look(tools, charted, 0.0, 12.0)
    (before,) = closer(slack, asked)
    door = front_door(tools)
    door.save_settings("T1", asked.channel, ChannelSettings(names="letters"))
    assert door.changes.redraw(charted.id)
    work(tools, charted)
    (after,) = closer(slack, asked)
    assert after.ts == before.ts
    assert picture_of(after) != picture_of(before)
    assert "Ana" in str(before.blocks)
    assert not {"Ana", "Ben"} & set(re.findall(r"\w+", f"{after.text} {after.blocks}"))
    assert len(standing_files(slack)) == 2, "the old pictures are gone"
    assert door.changes.recount(charted.id, 3)
    work(tools, charted)
    (again,) = closer(slack, asked)
    assert (again.ts, picture_of(again) != picture_of(after)) == (before.ts, True)


def test_one_that_somebody_has_deleted_does_not_come_back_with_its_chart(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, charted: Analysis
) -> None:
    look(tools, charted, 0.0, 12.0)
    (post,) = closer(slack, asked)
    tools.slack.delete_message(asked.channel, post.ts)
    assert front_door(tools).changes.rename(charted.id, {"Ana": "Anastasia"})
    ended = work(tools, charted)
    assert closer(slack, asked) == []
    assert ended.closer_looks == ()
    assert len(standing_files(slack)) == 1


def test_without_quotes_it_quotes_nobody(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    front_door(tools).save_settings("T1", asked.channel, ChannelSettings(quotes=False))
    charted = work(tools, accept(tools, asked))
    look(tools, charted, 0.0, 14.0)
    (post,) = closer(slack, asked)
    assert "“" not in post.text + str(post.blocks)


def test_where_slack_shows_no_picture_it_is_shared_as_a_file(
    tools: ScriptedTools,
    slack: SlackStandIn,
    charted: Analysis,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("workers.stages.IMAGE_PATIENCE", timedelta(0))
    slack.processing_delay_s = 3600
    ended = look(tools, charted, 4.0, 12.0)
    (kept,) = ended.closer_looks
    assert kept.chart is not None
    assert kept.chart.plain
    assert slack.files[kept.chart.file_id].name == f"undertone-{charted.id}-1.png"


def test_deleting_takes_it_along(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, charted: Analysis
) -> None:
    look(tools, charted, 4.0, 12.0)
    assert front_door(tools).changes.delete(charted.id, by=asked.user)
    left = tools.ledger.read(charted.id)
    assert left is not None
    assert left.closer_looks[0].chart is not None
    assert (left.closer_looks[0].chart.finding, left.closer_looks[0].chart.rows) == ("", ())
    jobs.run_stages(charted.id, tools)
    assert [each.text[:7] for each in replies(slack, asked)] == ["Deleted"]
    assert standing_files(slack) == []
    assert not front_door(tools).changes.look_closer(charted.id, 4.0, 12.0, "U7")


def test_one_that_fails_is_told_and_the_chart_stands(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, charted: Analysis
) -> None:
    slack.faults.refuse("chat.postMessage", "msg_blocks_too_long")
    look(tools, charted, 4.0, 12.0)
    assert "Something went wrong" in replies(slack, asked)[0].text
    assert len(charts(slack, asked)) == 1
    look(tools, charted, 4.0, 12.0)
    assert len(closer(slack, asked)) == 1


def test_one_that_fails_with_its_chart_leaves_the_others_as_they_were(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, charted: Analysis
) -> None:
    look(tools, charted, 4.0, 12.0)
    look(tools, charted, 0.0, 5.0)
    first, second = closer(slack, asked)
    slack.faults.delay("files.getUploadURLExternal", 0.0)  # the chart's own goes well
    slack.faults.refuse("files.getUploadURLExternal", "storage_limit_reached")
    assert front_door(tools).changes.rename(charted.id, {"Ana": "Anastasia"})
    ended = work(tools, charted)
    now = closer(slack, asked)
    assert picture_of(now[0]) == picture_of(first)
    assert picture_of(now[1]) != picture_of(second)
    assert "Charted" in replies(slack, asked)[0].text
    assert all(each.done for each in ended.closer_looks)


def picture_of(message: Message) -> str:
    (image,) = [block for block in message.blocks if block["type"] == "image"]
    return str(image["slack_file"]["id"])
