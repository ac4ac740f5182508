"""Beside a quote: its words are neutral in the channel from now on, or it is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.bot.cards import charted, whispered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Message, Person, SlackStandIn
from workers.domain import actions
from workers.domain.analysis import Analysis, Stage
from workers.domain.channel import ChannelSettings
from workers.domain.chart import Chart, Quote
from workers.domain.phrases import MOST_PHRASES
from workers.wording import replies

SAID = "We test the kill switch on Friday."
PHRASE = "We test the kill switch on Friday"


def quoted(
    slack: SlackStandIn, intake: ObservedIntake, person: Person, channel: Channel, said: str = SAID
) -> tuple[Analysis, Message]:
    """An answer that quotes this as utterance 7, and something else as utterance 3."""
    quotes = (
        Quote(1, 10.0, "Ben", "That is another matter.", -0.5, 3),
        Quote(2, 60.0, "Ana", said, -0.7, 7),
    )
    chart = Chart(
        file_id="F1",
        uploaded_at=datetime.now(UTC),
        alt_text="a chart",
        finding="a finding",
        rows=(),
        quotes=quotes,
    )
    return charted(slack, intake, person, channel, chart=chart)


def choose_neutral(person: Person, analysis: Analysis, answer: Message) -> None:
    value = actions.pack_value(analysis.id, 7, actions.AS_NEUTRAL)
    assert person.clicks(answer, actions.LOOKS_WRONG, value).status == 200


def test_its_words_become_a_phrase_of_the_channel_and_the_chart_is_redrawn(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    place = (slack.team, general.id)
    intake.channels[place] = ChannelSettings(theme="dark", phrases={"burn rate": "negative"})
    analysis, answer = quoted(slack, intake, ada, general)

    choose_neutral(ada, analysis, answer)

    assert intake.channels[place] == ChannelSettings(
        theme="dark", phrases={"burn rate": "negative", PHRASE: "neutral"}
    )
    assert intake.acts == [("redraw", analysis.id, PHRASE)]
    assert whispered(ada) == [replies.write_scored_as_neutral(PHRASE)]
    assert "`/sentiment settings`" in whispered(ada)[0]


def test_it_is_taken_back_in_the_settings(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    choose_neutral(ada, *quoted(slack, intake, ada, general))
    ada.types(general, "/sentiment", "settings")
    assert ada.modal is not None
    assert f"{PHRASE}: neutral" in str(ada.modal.view)

    ada.submits(ada.modal, {"phrases": ""})

    assert intake.channels[slack.team, general.id] == ChannelSettings()


def test_names_that_the_channel_hides_do_not_get_into_its_settings(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    said = "So [name], that is a hard deadline, [name]."

    choose_neutral(ada, *quoted(slack, intake, ada, general, said))

    phrases = intake.channels[slack.team, general.id].phrases
    assert phrases == {"that is a hard deadline": "neutral"}


def test_one_word_is_too_little(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    choose_neutral(ada, *quoted(slack, intake, ada, general, "No."))

    assert whispered(ada) == [replies.TOO_SHORT_A_PHRASE]
    assert (intake.channels, intake.acts) == ({}, [])


def test_a_channel_that_is_full_of_phrases_is_told(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    full = ChannelSettings(phrases={f"word {n}": "neutral" for n in range(MOST_PHRASES)})
    intake.channels[slack.team, general.id] = full

    choose_neutral(ada, *quoted(slack, intake, ada, general))

    assert whispered(ada) == [replies.NO_ROOM_FOR_PHRASES]
    assert "50" in replies.NO_ROOM_FOR_PHRASES
    assert intake.channels[slack.team, general.id] == full
    assert intake.acts == []


@pytest.mark.parametrize(
    ("stage", "sentence"), [(Stage.DRAW, replies.BUSY), (Stage.FORGET, replies.NO_CHART)]
)
def test_what_is_quoted_no_more_or_being_drawn_changes_nothing(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    general: Channel,
    stage: Stage,
    sentence: str,
) -> None:
    analysis, answer = quoted(slack, intake, ada, general)
    assert analysis.chart is not None
    fewer = replace(analysis.chart, quotes=analysis.chart.quotes[:1])
    chart = analysis.chart if stage is Stage.DRAW else fewer
    intake.kept[0] = replace(analysis, stage=stage, chart=chart)

    choose_neutral(ada, analysis, answer)

    assert whispered(ada) == [sentence]
    assert (intake.channels, intake.acts) == ({}, [])


def test_of_a_chart_that_is_gone_nothing_is_taken(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = quoted(slack, intake, ada, general)
    intake.kept.clear()

    choose_neutral(ada, analysis, answer)

    assert whispered(ada) == [replies.GONE]
    assert intake.channels == {}


def test_the_menu_beside_a_quote_makes_its_words_neutral(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = quoted(slack, intake, ada, general)
    value = actions.pack_value(analysis.id, actions.AS_NEUTRAL, 7)

    assert ada.clicks(answer, actions.QUOTE_MENU, value).status == 200

    assert intake.channels[slack.team, general.id].phrases == {PHRASE: "neutral"}
    assert intake.acts == [("redraw", analysis.id, PHRASE)]


def test_the_menu_beside_a_quote_asks_before_it_leaves_it_out(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = quoted(slack, intake, ada, general)
    value = actions.pack_value(analysis.id, actions.LEAVE_OUT, 7)

    assert ada.clicks(answer, actions.QUOTE_MENU, value).status == 200
    assert ada.modal is not None
    assert SAID in str(ada.modal.view)
    assert intake.acts == []
    ada.submits(ada.modal)

    assert intake.acts == [("leave_out", analysis.id, 7)]
    assert whispered(ada) == []


def test_a_quote_that_stands_there_no_more_opens_no_window(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = quoted(slack, intake, ada, general)
    assert analysis.chart is not None
    intake.kept[0] = replace(analysis, chart=replace(analysis.chart, quotes=()))

    ada.clicks(answer, actions.QUOTE_MENU, actions.pack_value(analysis.id, actions.LEAVE_OUT, 7))

    assert ada.modal is None
    assert whispered(ada) == [replies.NO_CHART]
