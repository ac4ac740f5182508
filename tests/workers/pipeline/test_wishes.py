"""What people want of a chart that is there: each wish goes through the same pipeline."""

from __future__ import annotations

import re
from dataclasses import replace

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
from workers import jobs
from workers.charting.ink.palette import LIGHT
from workers.domain.analysis import Analysis
from workers.domain.channel import ChannelSettings
from workers.domain.extras import Extras, Pace, Point
from workers.domain.opened_home import OpenedHome
from workers.domain.shared_files import FILE_FORMS
from workers.store.lease import LeaseLost


def test_renamed_speakers_are_redrawn_in_place_without_asking_the_engine(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    first = answer_of(slack, asked)
    assert front_door(tools).changes.rename(analysis.id, {"Ana": "Anastasia"})
    work(tools, analysis)
    second = answer_of(slack, asked)
    assert second.ts == first.ts
    assert "Anastasia" in second.text
    assert first.blocks[1] != second.blocks[1]
    assert tools.scripted_engine.told[-1] == "rename {'Ana': 'Anastasia'}"
    assert len([told for told in tools.scripted_engine.told if "submit" in told]) == 1
    assert len([each for each in slack.files.values() if not each.deleted]) == 1


def test_a_rename_can_be_undone(tools: ScriptedTools, slack: SlackStandIn, asked: Message) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    door = front_door(tools)
    door.changes.rename(analysis.id, {"Ana": "Anastasia"})
    work(tools, analysis)
    assert door.changes.rename(analysis.id, {"Anastasia": "Ben"})
    work(tools, analysis)
    assert "Ana" not in answer_of(slack, asked).text, "one name for two makes them one"
    assert door.changes.undo(analysis.id)
    work(tools, analysis)
    assert "Anastasia" in answer_of(slack, asked).text
    assert door.changes.undo(analysis.id)
    work(tools, analysis)
    assert "Anastasia" not in answer_of(slack, asked).text
    assert not door.changes.undo(analysis.id)


def test_names_in_captions_are_suggested_until_people_give_their_own(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    tools.scripted_source.captions = (
        "WEBVTT\n\n00:00.000 --> 00:04.500\nAnastasia: I am worried.\n\n"
        "00:04.500 --> 00:10.000\nBenedikt: The tests look great.\n\n"
        "00:10.000 --> 00:14.000\nAnastasia: Yes.\n"
    )
    ended = work(tools, accept(tools, asked))
    door = front_door(tools)
    assert ended.suggested == {"Ana": "Anastasia"}, "four seconds in common are too little for Ben"
    assert [each.suggested for each in door.introductions(ended.id)] == ["Anastasia", ""]
    assert "Anastasia" not in answer_of(slack, asked).text, "nobody has confirmed it"
    assert not tools.saved(ended.id), "what was said goes when it is over"
    door.changes.rename(ended.id, {"Ana": "Anna"})
    work(tools, ended)
    assert [each.suggested for each in door.introductions(ended.id)] == ["", ""]


def test_an_utterance_that_looks_wrong_is_left_out(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    assert front_door(tools).changes.leave_out(analysis.id, 0)
    charted = work(tools, analysis).chart
    row = next(line for line in answer_of(slack, asked).text.splitlines() if "Ana:" in line)
    assert "not scored" in row, "Ana's other utterance was never scored"
    assert charted is not None
    assert [row.polarity for row in charted.rows if row.speaker == "Ana"] == [None]


def test_a_line_that_is_put_right_is_scored_and_redrawn_and_can_be_undone(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    door, before = front_door(tools), answer_of(slack, asked).text
    words = "This is a terrible, awful failure."
    assert door.changes.mend(analysis.id, 1.0, speaker="Ben", text=words, whole_turn=False)
    mended = work(tools, analysis)
    (mend,) = mended.edits.mends
    assert mend.scored
    assert mend.polarity is not None
    assert mend.polarity < -0.3
    heard = mended.edits.applied(tools.meeting(analysis.id)).utterances[0]
    assert (heard.speaker, heard.text, heard.polarity) == ("Ben", words, mend.polarity)
    assert answer_of(slack, asked).text != before
    assert not door.changes.mend(analysis.id, 9_999.0, speaker="Ben", text="", whole_turn=False)
    assert door.changes.undo(analysis.id)
    work(tools, analysis)
    assert answer_of(slack, asked).text == before


def test_another_number_of_speakers_asks_again_and_keeps_the_place(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    first = answer_of(slack, asked)
    assert front_door(tools).changes.recount(analysis.id, 3)
    ended = work(tools, analysis)
    assert answer_of(slack, asked).ts == first.ts
    assert [told for told in tools.scripted_engine.told if told.startswith("submit")] == [
        f"submit undertone-{analysis.id}-1",
        f"submit undertone-{analysis.id}-2",
    ]
    assert len(ended.submissions) == 2


def test_who_scored_is_told_and_is_asked_again_when_it_is_heard_anew(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    tools.scripted_engine.scorer = "third 1"
    analysis = accept(tools, asked)
    work(tools, analysis)
    assert "scored by third 1" in str(answer_of(slack, asked).blocks)
    assert front_door(tools).changes.recount(analysis.id, 3)
    work(tools, analysis)
    assert [brief.scorer for brief in tools.scripted_engine.briefs] == ["", "third 1"]


def test_transcript_and_scores_come_into_the_thread(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.share_delay_s = 0
    analysis = accept(tools, asked)
    work(tools, analysis)
    assert front_door(tools).changes.export(analysis.id, FILE_FORMS)
    work(tools, analysis)
    shared = slack.wait_for(
        lambda: [file.name for each in replies(slack, asked) for file in each.files],
        what="the files",
    )
    assert shared == [
        "scores.csv",
        "speakers.csv",
        "strongest.csv",
        "transcript.vtt",
        "meeting.json",
        "chart.html",
    ]


def test_a_channels_phrases_count_in_the_chart_and_are_marked_in_the_files(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.share_delay_s = 0
    own = ChannelSettings(phrases={"the release": "neutral"})
    tools.channels.save("T1", asked.channel, own)
    analysis = accept(tools, asked)
    charted = work(tools, analysis).chart
    assert charted is not None
    assert [row.polarity for row in charted.rows if row.speaker == "Ana"] == [0.0]
    front_door(tools).changes.export(analysis.id, FILE_FORMS)
    work(tools, analysis)
    (scores,) = [file for file in slack.files.values() if file.name == "scores.csv"]
    assert b"channel_phrase" in (scores.content or b"")


def test_words_that_are_neutral_in_the_channel_are_redrawn_so_until_settings_say_else(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    own = ChannelSettings(theme="dark")
    tools.channels.save("T1", asked.channel, own)
    analysis = accept(tools, asked)
    work(tools, analysis)
    first, door = answer_of(slack, asked), front_door(tools)
    worried = "I am worried about the release on Friday"
    assert ana(tools, analysis) == [-0.4]
    assert door.add_phrase("T1", asked.channel, worried, "neutral")
    assert door.changes.redraw(analysis.id)
    work(tools, analysis)
    second = answer_of(slack, asked)
    assert second.ts == first.ts
    assert ana(tools, analysis) == [0.0]
    assert door.settings("T1", asked.channel) == replace(own, phrases={worried: "neutral"})
    assert not door.changes.undo(analysis.id), "a channel's words are no edit of one chart"
    door.save_settings("T1", asked.channel, own)
    assert door.changes.redraw(analysis.id)
    work(tools, analysis)
    assert answer_of(slack, asked).text == first.text


def ana(tools: ScriptedTools, analysis: Analysis) -> list[float | None]:
    """The mean of Ana's words, as the chart has it now."""
    now = tools.ledger.read(analysis.id)
    assert now is not None
    assert now.chart is not None
    return [row.polarity for row in now.chart.rows if row.speaker == "Ana"]


def test_where_names_are_not_shown_no_file_and_no_reply_has_them(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.share_delay_s = 0
    tools.scripted_engine.found = Extras(action_items=(Point("Ana asks Ben", "Ana"),))
    tools.scripted_source.known = {"title": "Weekly of Ana and Ben"}
    tools.channels.save("T1", asked.channel, ChannelSettings(names="letters"))
    analysis = accept(tools, asked)
    work(tools, analysis)
    front_door(tools).changes.rename(analysis.id, {"Ana": "Anastasia"})
    work(tools, analysis)
    front_door(tools).changes.export(analysis.id, FILE_FORMS)
    work(tools, analysis)
    contents = [file.content or b"" for file in slack.files.values()]
    assert any(b"Speaker A" in content for content in contents)
    assert not any(name in content for content in contents for name in (b"Ana", b"Ben"))
    said = " ".join(f"{reply.text} {reply.blocks}" for reply in replies(slack, asked))
    assert "Speaker A: [name] asks [name]" in said
    assert "Weekly of [name] and [name]" in said
    assert not {"Ana", "Anastasia", "Ben"} & set(re.findall(r"\w+", said))
    titles = [str(call.args["files"]) for call in slack.calls("files.completeUploadExternal")]
    assert any("Weekly of [name]" in each for each in titles)
    assert not any("Ana" in each for each in titles)


def test_what_else_was_found_has_the_names_that_people_gave(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    tools.scripted_engine.found = Extras(
        action_items=(Point("write it down", "Ana"),), paces=(Pace("Ana", 60.0),)
    )
    analysis = accept(tools, asked)
    work(tools, analysis)
    front_door(tools).changes.rename(analysis.id, {"Ana": "Anastasia"})
    work(tools, analysis)
    *_, also = replies(slack, asked)
    assert "Anastasia: write it down" in also.text
    assert "Anastasia: 60 s of talk" in also.text


def test_deleting_leaves_a_receipt_and_nothing_else(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    assert front_door(tools).changes.delete(analysis.id, by=asked.user)
    jobs.run_stages(analysis.id, tools)
    (receipt,) = replies(slack, asked)
    assert receipt.text.startswith("Deleted")
    assert f"<@{asked.user}>" in receipt.text
    assert tools.scripted_engine.told[-1] == "forget"
    assert all(file.deleted for file in slack.files.values())
    assert tools.ledger.read(analysis.id) is None
    assert list(tools.redis.scan_iter("undertone:analysis:*")) == []
    assert front_door(tools).asked_by("T1", asked.user) == []


def test_what_slack_will_not_delete_is_said_and_the_words_are_gone(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    slack.faults.refuse("files.delete", "cant_delete_file", times=9)
    assert front_door(tools).changes.delete(analysis.id, by=asked.user)
    assert tools.ledger.meeting(analysis.id) is None, "at once, not when a worker comes by"
    jobs.run_stages(analysis.id, tools)
    (receipt,) = replies(slack, asked)
    assert "could not delete the picture" in receipt.text
    assert "admin" in receipt.text
    assert tools.ledger.read(analysis.id) is None


def test_cancelling_takes_the_work_out_of_a_workers_hands(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    tools.scripted_engine.looks = 100
    analysis = accept(tools, asked)
    jobs.run_stages(analysis.id, tools)
    held = tools.ledger.claim(analysis.id)
    assert held is not None
    assert front_door(tools).changes.cancel(analysis.id, by=asked.user)
    with pytest.raises(LeaseLost):
        tools.ledger.renew(analysis.id, held.fence)
    work(tools, analysis)
    (status,) = replies(slack, asked)
    assert "Stopped" in status.text
    assert not front_door(tools).changes.cancel(analysis.id, by=asked.user), "it is over"


def test_a_removed_app_leaves_nothing(tools: ScriptedTools, asked: Message) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    front_door(tools).forget_team("T1")
    jobs.run_stages(analysis.id, tools)
    assert tools.ledger.read(analysis.id) is None
    assert tools.scripted_engine.told[-1] == "forget"


def test_an_analysis_is_found_by_its_messages(tools: ScriptedTools, asked: Message) -> None:
    ended = work(tools, accept(tools, asked))
    door = front_door(tools)
    for ts in (asked.ts, ended.status_ts, ended.answer_ts):
        assert [each.id for each in door.at("T1", asked.channel, str(ts))] == [ended.id]


def test_what_else_was_found_comes_after_the_chart_and_in_full_when_asked_for(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    questions = tuple(Point(f"Who takes part {number}?", "Ana") for number in range(9))
    tools.scripted_engine.found = Extras(questions=questions)
    analysis = accept(tools, asked)
    work(tools, analysis)
    *_, also = replies(slack, asked)
    assert "Also in this meeting" in also.text
    assert "part 8" not in also.text
    assert front_door(tools).changes.show_rest(analysis.id)
    work(tools, analysis)
    *_, whole = replies(slack, asked)
    assert whole.ts == also.ts
    assert "part 8" in whole.text


def test_another_number_of_speakers_finds_anew_what_else_there_is(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    tools.scripted_engine.found = Extras(paces=(Pace("Ana", 60.0),))
    analysis = accept(tools, asked)
    work(tools, analysis)
    tools.scripted_engine.found = Extras(paces=(Pace("Ben", 40.0),))
    front_door(tools).changes.recount(analysis.id, 2)
    work(tools, analysis)
    *_, also = replies(slack, asked)
    assert "Ben: 40 s of talk" in also.text
    assert "Ana" not in also.text


def test_the_home_tab_of_who_looks_at_it_is_kept_true(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    work(tools, accept(tools, asked))
    assert slack.calls("views.publish") == [], "nobody has looked at it"
    front_door(tools).home_opened("T1", asked.user, OpenedHome("https://standin.slack.com/"))
    work(tools, accept(tools, asked))
    (published,) = slack.calls("views.publish")
    assert published.args["user_id"] == asked.user
    assert "standup.mp3" in str(published.args["view"])


def test_deleting_takes_the_exported_files_along(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    front_door(tools).changes.export(analysis.id, FILE_FORMS)
    work(tools, analysis)
    front_door(tools).changes.delete(analysis.id, by=asked.user)
    jobs.run_stages(analysis.id, tools)
    assert [file.name for file in slack.files.values() if not file.deleted] == []


def test_a_file_takes_the_place_of_its_elder_and_leaves_the_others(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = work(tools, accept(tools, asked))
    changes = front_door(tools).changes
    for forms in (("vtt", "csv"), ("page",), ("vtt",)):
        assert changes.export(analysis.id, forms)
        ended = work(tools, analysis)
    standing = [file.name for file in slack.files.values() if not file.deleted]
    assert sorted(map(str, standing[1:])) == sorted(ended.shared_files)
    assert len(standing) == 1 + 3 + 1 + 1, "the chart, the tables, the page, the transcript"


def test_the_page_has_the_charts_colours_and_the_channels_names_and_quotes(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    tools.channels.remember_colours("T1", asked.channel, {"Ana": 3, "Ben": 1})
    own = ChannelSettings(names="letters", quotes=False)
    tools.channels.save("T1", asked.channel, own)
    work(tools, analysis)
    assert front_door(tools).changes.export(analysis.id, ("page",))
    work(tools, analysis)
    (page,) = [file for file in slack.files.values() if file.name == "chart.html"]
    text = (page.content or b"").decode()
    first, second = LIGHT.voices[3], LIGHT.voices[1]
    assert f'{{"name":"Speaker A","colours":["{first}"' in text
    assert f'{{"name":"Speaker B","colours":["{second}"' in text
    assert not any(word in text for word in ("Ana", "worried", "happy"))
    tools.channels.save("T1", asked.channel, ChannelSettings(names="team"))
    assert front_door(tools).changes.export(analysis.id, ("page",))
    work(tools, analysis)
    *_, page = [file for file in slack.files.values() if file.name == "chart.html"]
    text = (page.content or b"").decode()
    assert f'{{"name":"Everyone","colours":["{LIGHT.muted}"' in text
    assert "worried" in text
