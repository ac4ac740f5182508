"""Was this chart right? It is counted, and whoever finds it wrong is told what can be done."""

from __future__ import annotations

import pytest

from tests.bot.cards import charted, whispered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from workers.domain import actions
from workers.domain.recording import Recording
from workers.wording import feedback, replies


def test_a_thumb_up_is_counted_and_thanked_for(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)

    reply = ada.clicks(answer, actions.FEEDBACK, actions.pack_value(analysis.id, actions.RIGHT))

    assert reply.status == 200
    assert intake.acts == [("judge", analysis.id, ada.id, "right")]
    assert whispered(ada) == [feedback.THANKS]


@pytest.mark.parametrize(("name", "recounting"), [("a.mp3", True), ("a.vtt", False)])
def test_a_thumb_down_is_counted_and_told_what_can_be_put_right(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    general: Channel,
    name: str,
    recounting: bool,
) -> None:
    recording = Recording(link=f"https://media.example/{name}", name=name)
    analysis, answer = charted(slack, intake, ada, general, recording=recording)

    ada.clicks(answer, actions.FEEDBACK, actions.pack_value(analysis.id, actions.WRONG))

    assert intake.acts == [("judge", analysis.id, ada.id, "wrong")]
    (told,) = whispered(ada)
    assert "*Rename speakers*" in told
    assert ("*Wrong number of speakers*" in told) is recounting


def test_of_a_chart_that_is_gone_nothing_is_counted(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)
    intake.kept.clear()

    ada.clicks(answer, actions.FEEDBACK, actions.pack_value(analysis.id, actions.RIGHT))

    assert whispered(ada) == [replies.GONE]
    assert intake.acts == []
