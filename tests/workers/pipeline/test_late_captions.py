"""Captions that come later than the recording suggest names, whatever came first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NoReturn

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.analyses import an_analysis, an_ask
from tests.workers.pipeline.scripted import (
    ScriptedEngine,
    ScriptedTools,
    answer_of,
    charts,
    front_door,
    work,
)
from workers import jobs
from workers.domain import changes
from workers.domain.analysis import Analysis, Stage
from workers.domain.captions_link import CaptionsLink
from workers.domain.channel import ChannelSettings
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.extras import Extras
from workers.domain.recording import Recording
from workers.domain.submission import Submission
from workers.domain.thread import Thread
from workers.stages.suggest import PATIENCE
from workers.store.late_captions import KEPT_FOR, LateCaptions
from workers.store.lease import LeaseLost, Queue
from workers.wording.answer import SUGGESTED

BEGAN = datetime(2026, 5, 4, 9, 0, 12, tzinfo=UTC)
OCCASION = "zoom:4444AAAiAAAAAiAiAiiAii=="
NAMED = """WEBVTT

00:00.000 --> 00:04.500
Anastasia: I am worried.

00:04.500 --> 00:10.000
Benedikt: The tests look great.

00:10.000 --> 00:14.000
Anastasia: Yes.
"""


@pytest.fixture
def zoomed(tools: ScriptedTools, asked: Message) -> Analysis:
    """A recording that Zoom told of, waiting to be worked on in the channel of `asked`."""
    tools.scripted_source.late_captions = NAMED
    recording = Recording(link="https://zoom.us/rec/1", name="Weekly.m4a", token="t", made_at=BEGAN)
    ask = an_ask(
        thread=Thread("T1", asked.channel, asked.ts),
        message_ts=None,
        asked_by=asked.user,
        recording=recording,
        gesture=f"{OCCASION}:audio-1",
        occasion=OCCASION,
    )
    analysis = an_analysis(ask)
    tools.ledger.accept(analysis, analysis.id)
    tools.index.add(analysis)
    return analysis


def come(tools: ScriptedTools, analysis: Analysis, **known: object) -> None:
    """Zoom tells that it has captions of the meeting."""
    link = CaptionsLink(
        link="https://zoom.us/rec/2", token="later", began=BEGAN, came_at=datetime.now(UTC)
    )
    links = [replace(link, **known)]  # type: ignore[arg-type]  # each test knows what it changes
    front_door(tools).captions_came(analysis.thread, OCCASION, links)


def suggestions(tools: ScriptedTools, analysis: Analysis) -> list[str]:
    return [each.suggested for each in front_door(tools).introductions(analysis.id)]


def says_so(slack: SlackStandIn, asked: Message) -> bool:
    return SUGGESTED in str(answer_of(slack, asked).blocks)


def test_before_anything_was_done(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis
) -> None:
    come(tools, zoomed)
    work(tools, zoomed)
    assert suggestions(tools, zoomed) == ["Anastasia", ""]
    assert says_so(slack, asked)
    (asked_for,) = tools.scripted_source.brought
    assert (asked_for.captions_link, asked_for.token) == ("https://zoom.us/rec/2", "later")


def test_while_the_engine_listens_nothing_is_begun_anew(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis
) -> None:
    tools.scripted_engine.looks = 3
    jobs.run_stages(zoomed.id, tools)
    waiting = tools.ledger.read(zoomed.id)
    assert waiting is not None
    assert waiting.stage is Stage.POLL
    come(tools, zoomed)
    assert tools.ledger.read(zoomed.id) == waiting
    work(tools, zoomed)
    assert says_so(slack, asked)


def test_at_the_very_moment_in_which_it_looks(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis
) -> None:
    ended = work(tools, zoomed)
    tools.ledger.change(zoomed.id, lambda old: replace(old, stage=Stage.SUGGEST), Queue.PIPELINE)
    claim = tools.ledger.claim(zoomed.id)
    assert claim is not None
    come(tools, zoomed)  # after the look, before the end is recorded
    with pytest.raises(LeaseLost):
        tools.ledger.end(claim, ended, timedelta(days=1))
    work(tools, zoomed)
    assert says_so(slack, asked)


def test_long_after_it_was_charted_the_answer_is_edited_in_its_place(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis
) -> None:
    work(tools, zoomed)
    before = answer_of(slack, asked)
    assert not says_so(slack, asked)
    come(tools, zoomed)
    work(tools, zoomed)
    after = answer_of(slack, asked)
    assert after.ts == before.ts
    assert after.blocks[1]["slack_file"] == before.blocks[1]["slack_file"], "the picture stays"
    assert says_so(slack, asked)
    assert "Anastasia" not in after.text, "nobody has confirmed it"


def test_an_edit_that_slack_does_not_answer_is_made_again(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis
) -> None:
    work(tools, zoomed)
    slack.faults.fail("chat.update")
    come(tools, zoomed)
    jobs.run_stages(zoomed.id, tools)
    tools.ledger.hasten(zoomed.id)
    work(tools, zoomed)
    assert says_so(slack, asked)
    assert len(charts(slack, asked)) == 1


def test_an_engine_that_tells_no_more_is_no_reason_to_name_nobody(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis
) -> None:
    class Silent(ScriptedEngine):
        def extras(self, submission: Submission) -> Extras:
            raise Refused(Why.ENGINE_CREDENTIALS, engine="Symbl", check="SYMBL_APP_ID")

    tools.scripted_engine = Silent()
    come(tools, zoomed)
    work(tools, zoomed)
    assert says_so(slack, asked)


def test_told_again_nothing_is_done(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis
) -> None:
    come(tools, zoomed)
    ended = work(tools, zoomed)
    calls = len(slack.calls("chat.update"))
    come(tools, zoomed)
    assert tools.ledger.read(zoomed.id) == ended
    jobs.run_stages(zoomed.id, tools)
    assert len(slack.calls("chat.update")) == calls
    assert len(tools.scripted_source.brought) == 1
    assert len(charts(slack, asked)) == 1


def test_once_everyone_who_is_suggested_has_a_name_nothing_is_pointed_out(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis
) -> None:
    come(tools, zoomed)
    work(tools, zoomed)
    front_door(tools).changes.rename(zoomed.id, {"Ana": "Anastasia"})
    work(tools, zoomed)
    assert not says_so(slack, asked)


def test_where_a_channel_shows_no_names_none_are_pointed_out(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis
) -> None:
    tools.channels.save("T1", asked.channel, ChannelSettings(names="letters"))
    come(tools, zoomed)
    work(tools, zoomed)
    assert not says_so(slack, asked)


def test_names_in_captions_beside_a_recording_are_pointed_out_at_once(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis
) -> None:
    tools.scripted_source.captions = NAMED
    work(tools, zoomed)
    assert says_so(slack, asked)
    posted = [str(call.args["blocks"]) for call in slack.calls("chat.postMessage")]
    assert any(SUGGESTED in blocks for blocks in posted)
    assert not any(SUGGESTED in str(call.args["blocks"]) for call in slack.calls("chat.update"))


def test_another_number_of_speakers_has_names_suggested_as_well(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis
) -> None:
    come(tools, zoomed)
    work(tools, zoomed)
    front_door(tools).changes.recount(zoomed.id, 3)
    work(tools, zoomed)
    assert suggestions(tools, zoomed) == ["Anastasia", ""]
    assert says_so(slack, asked)


def test_captions_of_another_part_of_the_meeting_name_nobody(
    tools: ScriptedTools, zoomed: Analysis
) -> None:
    come(tools, zoomed, began=BEGAN + timedelta(minutes=20))
    work(tools, zoomed)
    assert tools.scripted_source.brought == []
    come(tools, zoomed, link="https://zoom.us/rec/3", began=BEGAN + timedelta(seconds=1))
    work(tools, zoomed)
    assert [each.captions_link for each in tools.scripted_source.brought] == [
        "https://zoom.us/rec/3"
    ]


@pytest.mark.parametrize("text", ["", "<html>Sign in</html>", "WEBVTT\n\nbroken"])
def test_captions_that_name_nobody_change_nothing(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis, text: str
) -> None:
    tools.scripted_source.late_captions = text
    come(tools, zoomed)
    ended = work(tools, zoomed)
    assert (ended.suggested, ended.caught_up) == ({}, True)
    assert not says_so(slack, asked)


def test_captions_that_are_refused_are_done_without(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, zoomed: Analysis
) -> None:
    tools.scripted_source.late_trouble = [Refused(Why.LINK_EXPIRED)]
    come(tools, zoomed)
    assert work(tools, zoomed).refusal is None
    assert len(charts(slack, asked)) == 1
    assert list(tools.workroom.iterdir()) == []


def test_captions_out_of_reach_are_waited_for_and_not_for_ever(
    tools: ScriptedTools, zoomed: Analysis
) -> None:
    away = Unavailable("zoom.us", timedelta(milliseconds=1))
    tools.scripted_source.late_trouble = [away, away]
    come(tools, zoomed)
    work(tools, zoomed)
    assert suggestions(tools, zoomed) == ["Anastasia", ""]
    assert len(tools.scripted_source.brought) == 3


def test_after_a_while_the_buttons_matter_more(tools: ScriptedTools, zoomed: Analysis) -> None:
    def long_charted(analysis: Analysis) -> Analysis:
        return replace(analysis, accepted_at=analysis.accepted_at - PATIENCE)

    work(tools, zoomed)
    tools.ledger.change(zoomed.id, long_charted, Queue.PIPELINE)
    tools.scripted_source.late_trouble = [Unavailable("zoom.us")]
    come(tools, zoomed, came_at=datetime.now(UTC) - PATIENCE)
    assert work(tools, zoomed).suggested == {}
    assert len(tools.scripted_source.brought) == 1


def test_a_chart_that_took_long_uses_up_no_patience(tools: ScriptedTools, zoomed: Analysis) -> None:
    away = Unavailable("zoom.us", timedelta(milliseconds=1))
    tools.scripted_source.late_trouble = [away]
    come(tools, zoomed, came_at=datetime.now(UTC) - 2 * PATIENCE)
    work(tools, zoomed)
    assert suggestions(tools, zoomed) == ["Anastasia", ""]


def test_they_go_with_the_analysis_and_do_not_come_back(
    tools: ScriptedTools, zoomed: Analysis, redis: Redis
) -> None:
    come(tools, zoomed)
    work(tools, zoomed)
    (key,) = redis.scan_iter("undertone:captions:*")
    assert 0 < redis.ttl(key) <= KEPT_FOR.total_seconds()
    front_door(tools).changes.delete(zoomed.id, by="U1")
    jobs.run_stages(zoomed.id, tools)
    come(tools, zoomed)
    kept = [redis.type(key) for key in redis.scan_iter("undertone:captions:*")]
    assert kept == [b"string"], "a mark that nobody wants them, and nothing of theirs"


def test_where_redis_goes_away_amid_a_deletion_it_is_done_again(
    tools: ScriptedTools, zoomed: Analysis, redis: Redis
) -> None:
    class Away(LateCaptions):
        def forget(self, thread: Thread, occasion: str) -> NoReturn:
            raise RedisConnectionError

    come(tools, zoomed)
    tools.late_captions = Away(redis)
    front_door(tools).changes.delete(zoomed.id, by="U1")
    jobs.run_stages(zoomed.id, tools)
    assert tools.ledger.read(zoomed.id) is not None, "or nobody would know of the captions"


def test_a_removed_app_leaves_none(tools: ScriptedTools, zoomed: Analysis, redis: Redis) -> None:
    come(tools, zoomed)
    front_door(tools).forget_team("T1")
    assert list(redis.scan_iter("undertone:captions:*")) == []
    jobs.run_stages(zoomed.id, tools)
    assert tools.ledger.read(zoomed.id) is None


def test_what_was_refused_is_left_as_it_is(tools: ScriptedTools, zoomed: Analysis) -> None:
    tools.scripted_source.trouble = Refused(Why.LINK_EXPIRED)
    refused = work(tools, zoomed)
    come(tools, zoomed)
    assert tools.ledger.read(zoomed.id) == refused
    assert changes.catch_up(refused) is None
