"""The rename window: it opens at once, checks what is written, and hands on what was changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.naming import mark_speakers
from tests.bot.cards import charted, whispered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Message, Person, SlackStandIn
from tests.standins.slack.nouns import View
from workers.domain import actions
from workers.domain.analysis import Analysis, Edits
from workers.domain.channel import ChannelSettings
from workers.domain.introductions import Introduction
from workers.wording import naming_window, replies

SPEAKERS = (
    Introduction("Speaker 1", 190.0, "I would rather ship on Friday"),
    Introduction("Ben", 60.0, "<!channel> look"),
)


@pytest.fixture
def card(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> tuple[Analysis, Message]:
    intake.speakers = SPEAKERS
    return charted(slack, intake, ada, general)


def opened(person: Person, answer: Message) -> View:
    assert person.clicks(answer, actions.RENAME).status == 200
    assert person.modal is not None
    return person.modal


def name_of(speaker: str) -> str:
    ((mark, _),) = mark_speakers([Introduction(speaker, 0.0, "")], {})
    return naming_window.name_block_id(mark)


def person_of(speaker: str) -> str:
    return name_of(speaker).replace("name:", "person:")


def test_the_window_says_who_spoke_how_long_and_what(
    slack: SlackStandIn, ada: Person, card: tuple[Analysis, Message]
) -> None:
    shown = str(opened(ada, card[1]).blocks)

    assert "3:10 of talk" in shown
    assert "I would rather ship on Friday" in shown
    assert "given the same name become one" in shown
    assert "<!channel>" not in shown
    assert [call.method for call in slack.transcript] == [
        *("auth.test", "conversations.info"),  # whether the channel is shared
        "views.open",
    ]


def test_names_that_are_known_stand_there_already(
    ada: Person, card: tuple[Analysis, Message]
) -> None:
    view = opened(ada, card[1])
    initial = {
        block["block_id"]: block["element"].get("initial_value")
        for block in view.blocks
        if block["block_id"].startswith("name:")
    }

    assert initial == {name_of("Speaker 1"): None, name_of("Ben"): "Ben"}


def test_a_name_from_captions_is_shown_and_not_handed_on_by_itself(
    intake: ObservedIntake, ada: Person, card: tuple[Analysis, Message]
) -> None:
    intake.speakers = (replace(SPEAKERS[0], suggested="Ana Lee"), SPEAKERS[1])
    view = opened(ada, card[1])

    assert "Suggested from the recording’s captions: Ana Lee" in str(view.blocks)
    ada.submits(view, {})
    assert intake.acts == []


def test_only_what_was_changed_is_handed_on(
    intake: ObservedIntake, ada: Person, card: tuple[Analysis, Message]
) -> None:
    view = opened(ada, card[1])

    ada.submits(view, {name_of("Speaker 1"): "  Ana\u202e   Lee "})

    assert intake.acts == [("rename", card[0].id, {"Speaker 1": "Ana Lee"})]
    assert ada.modal is None


def test_a_window_sent_off_as_it_was_changes_nothing(
    intake: ObservedIntake, ada: Person, card: tuple[Analysis, Message]
) -> None:
    assert ada.submits(opened(ada, card[1])).status == 200

    assert intake.acts == []
    assert ada.modal is None


def test_a_person_is_called_as_slack_calls_them_also_beside_a_name_that_stood_there(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, card: tuple[Analysis, Message]
) -> None:
    dora = slack.person("Dora Lind")

    ada.submits(opened(ada, card[1]), {person_of("Speaker 1"): dora.id, person_of("Ben"): dora.id})

    assert intake.acts == [
        ("rename", card[0].id, {"Speaker 1": "Dora Lind", "Ben": "Dora Lind"})
    ], "one name for two makes them one"
    assert len(slack.calls("users.info")) == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": "Ana", "person": "U1"}, naming_window.NOT_BOTH),
        ({"name": " \u200b\n "}, naming_window.NO_NAME),
        ({"name": "x" * 81}, naming_window.LONG_NAME),
    ],
)
def test_what_cannot_be_is_said_beside_the_input(
    intake: ObservedIntake,
    ada: Person,
    card: tuple[Analysis, Message],
    values: dict[str, str],
    sentence: str,
) -> None:
    view = opened(ada, card[1])
    blocks = {"name": name_of("Speaker 1"), "person": person_of("Speaker 1")}

    reply = ada.submits(view, {blocks[each]: value for each, value in values.items()})

    assert reply.errors == {name_of("Speaker 1"): sentence}
    assert ada.modal is not None
    assert intake.acts == []


@pytest.mark.parametrize("fault", ["rate_limit", "fail", "drop_reply"])
def test_a_name_that_slack_does_not_tell_keeps_the_window_open(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    card: tuple[Analysis, Message],
    fault: str,
) -> None:
    view = opened(ada, card[1])
    getattr(slack.faults, fault)("users.info")

    reply = ada.submits(view, {person_of("Ben"): ada.id})
    assert reply.errors == {name_of("Ben"): replies.TRY_AGAIN}

    ada.submits(view, {person_of("Ben"): ada.id})
    assert intake.acts == [("rename", card[0].id, {"Ben": "Ada"})]


def test_of_two_at_once_the_last_one_wins_and_nobody_gets_an_error(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    general: Channel,
    card: tuple[Analysis, Message],
) -> None:
    bea = slack.person("Bea")
    general.members.add(bea.id)
    first, second = opened(ada, card[1]), opened(bea, card[1])

    ada.submits(first, {name_of("Speaker 1"): "Ana"})
    intake.kept[0] = replace(intake.kept[0], edits=Edits(names={"Speaker 1": "Ana"}))
    intake.speakers = (replace(SPEAKERS[0], speaker="Ana"), SPEAKERS[1])
    reply = bea.submits(second, {name_of("Speaker 1"): "Anne"})

    assert (reply.status, reply.errors) == (200, {})
    assert intake.acts[-1] == ("rename", card[0].id, {"Ana": "Anne"})
    assert (whispered(ada), whispered(bea)) == ([], [])


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id", "internal_error"])
def test_opened_too_late_the_person_is_asked_to_press_again(
    slack: SlackStandIn, ada: Person, card: tuple[Analysis, Message], error: str
) -> None:
    slack.faults.refuse("views.open", error)

    assert ada.clicks(card[1], actions.RENAME).status == 200
    assert whispered(ada) == [replies.PRESS_AGAIN]


@pytest.mark.parametrize("fault", ["rate_limit", "fail", "drop_reply"])
def test_a_window_that_slack_does_not_open_is_asked_for_again(
    slack: SlackStandIn, ada: Person, card: tuple[Analysis, Message], fault: str
) -> None:
    getattr(slack.faults, fault)("views.open")

    assert ada.clicks(card[1], actions.RENAME).status == 200
    assert whispered(ada) == [replies.PRESS_AGAIN]


def test_a_trigger_that_ran_out_is_no_error(
    slack: SlackStandIn, ada: Person, card: tuple[Analysis, Message]
) -> None:
    slack.trigger_life_s = -1

    assert ada.clicks(card[1], actions.RENAME).status == 200
    assert whispered(ada) == [replies.PRESS_AGAIN]


def test_a_chart_that_went_while_the_window_was_open_is_said_to_be_gone(
    intake: ObservedIntake, ada: Person, card: tuple[Analysis, Message]
) -> None:
    view = opened(ada, card[1])
    intake.kept.clear()

    assert ada.submits(view, {name_of("Ben"): "Bo"}).status == 200
    assert whispered(ada) == [replies.GONE]
    assert ada.ephemerals[0].thread_ts == card[0].thread.ts


def test_where_no_names_are_shown_there_is_nothing_to_rename(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    general: Channel,
    card: tuple[Analysis, Message],
) -> None:
    intake.channels[slack.team, general.id] = ChannelSettings(names="letters")

    ada.clicks(card[1], actions.RENAME)

    assert ada.modal is None
    assert whispered(ada) == [replies.NAMES_HIDDEN]


def test_where_nothing_is_quoted_the_window_quotes_nothing_either(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    general: Channel,
    card: tuple[Analysis, Message],
) -> None:
    intake.channels[slack.team, general.id] = ChannelSettings(quotes=False)

    assert "Friday" not in str(opened(ada, card[1]).blocks)
