"""What was talked about when: in the thread and in the files, as the channel wants it."""

from __future__ import annotations

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.charting.topics.talks import BUDGET, FESTIVAL, SAFETY, VOICES, tell
from tests.workers.pipeline.scripted import ScriptedTools, accept, answer_of, front_door, work
from workers.domain.channel import ChannelSettings
from workers.domain.shared_files import FILE_FORMS
from workers.wording.topic_table import name_topic, write_mean

AGENDA, _ = tell([(BUDGET, 6), (FESTIVAL, 6), (SAFETY, 6)])


def read_speakers_file(slack: SlackStandIn) -> str:
    (speakers,) = [file for file in slack.files.values() if file.name == "speakers.csv"]
    return (speakers.content or b"").decode()


def test_means_by_topic_stand_in_the_thread_and_in_the_files(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.share_delay_s = 0
    tools.scripted_engine.heard = AGENDA
    analysis = accept(tools, asked)
    chart = work(tools, analysis).chart
    assert chart is not None
    assert len(chart.topics) == 3
    assert all(len(topic.means) == len(chart.rows) for topic in chart.topics)
    blocks = answer_of(slack, asked).blocks
    (table,) = [block["rows"] for block in blocks if block["type"] == "table"]
    head, *rows = [[cell["text"] for cell in row] for row in table]
    assert head[3:] == [name_topic(topic) for topic in chart.topics]
    assert {row[0] for row in rows} == set(VOICES)
    for place, row in enumerate(rows):
        assert row[3:] == [write_mean(topic.means[place]) for topic in chart.topics]
    front_door(tools).changes.export(analysis.id, FILE_FORMS)
    work(tools, analysis)
    assert f"mean from 0:00 {chart.topics[0].name}" in read_speakers_file(slack)


def test_a_channel_that_wants_none_has_none(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.share_delay_s = 0
    tools.scripted_engine.heard = AGENDA
    tools.channels.save("T1", asked.channel, ChannelSettings(topics=False))
    analysis = accept(tools, asked)
    chart = work(tools, analysis).chart
    assert chart is not None
    assert chart.topics == ()
    (table,) = [b["rows"] for b in answer_of(slack, asked).blocks if b["type"] == "table"]
    assert all(len(row) == 3 for row in table)
    front_door(tools).changes.export(analysis.id, FILE_FORMS)
    work(tools, analysis)
    assert "mean from" not in read_speakers_file(slack)
