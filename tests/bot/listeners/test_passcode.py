"""The passcode window: it opens where one is wanted, and what is written goes one way only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bot.cards import charted, whispered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Message, Person, SlackStandIn
from tests.standins.slack.nouns import View
from workers.domain import actions
from workers.domain.analysis import Analysis, Refusal, Stage
from workers.domain.errors import Why
from workers.wording import passcode_window, replies


@pytest.fixture
def card(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> tuple[Analysis, Message]:
    locked = Refusal(Why.LINK_NEEDS_PASSCODE)
    return charted(slack, intake, ada, general, refusal=locked)


def opened(person: Person, status: Message) -> View:
    assert person.clicks(status, actions.PASSCODE).status == 200
    assert person.modal is not None
    return person.modal


def test_what_is_written_is_handed_on_and_said_nowhere(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    card: tuple[Analysis, Message],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG", "bot")
    reply = ada.submits(opened(ada, card[1]), {passcode_window.PASSCODE: "  abc 123! "})

    assert (reply.status, reply.errors) == (200, {})
    assert intake.acts == [("unlock", card[0].id, "abc 123!")]
    assert ada.modal is None
    assert "abc 123!" not in caplog.text
    assert all("abc 123!" not in str(call) for call in slack.transcript)


def test_nothing_to_be_seen_is_no_passcode(
    intake: ObservedIntake, ada: Person, card: tuple[Analysis, Message]
) -> None:
    assert ada.submits(opened(ada, card[1]), {passcode_window.PASSCODE: "   "}).errors == {
        passcode_window.PASSCODE: passcode_window.NO_PASSCODE
    }
    assert intake.acts == []


def test_without_redis_the_window_stays_open(
    intake: ObservedIntake, ada: Person, card: tuple[Analysis, Message]
) -> None:
    view = opened(ada, card[1])
    intake.reachable = False

    assert ada.submits(view, {passcode_window.PASSCODE: "1"}).errors == {
        passcode_window.PASSCODE: replies.TRY_AGAIN
    }


@pytest.mark.parametrize(
    ("stage", "refusal", "sentence"),
    [
        (Stage.LOCATE, None, replies.BUSY),
        (Stage.FORGET, Refusal(Why.LINK_EXPIRED), replies.NOT_LOCKED),
        (Stage.FORGET, None, replies.NOT_LOCKED),
    ],
)
def test_where_none_is_wanted_it_is_said(
    intake: ObservedIntake,
    ada: Person,
    card: tuple[Analysis, Message],
    stage: Stage,
    refusal: Refusal | None,
    sentence: str,
) -> None:
    intake.kept[0] = replace(card[0], stage=stage, refusal=refusal)

    ada.clicks(card[1], actions.PASSCODE)

    assert ada.modal is None
    assert whispered(ada) == [sentence]


def test_of_two_at_once_the_second_is_told_that_it_is_tried_already(
    intake: ObservedIntake, ada: Person, card: tuple[Analysis, Message]
) -> None:
    view = opened(ada, card[1])
    intake.kept[0] = replace(card[0], stage=Stage.SUBMIT, refusal=None)
    intake.willing = False

    assert ada.submits(view, {passcode_window.PASSCODE: "1"}).status == 200
    assert whispered(ada) == [replies.BUSY]


def test_what_is_forgotten_is_gone(
    intake: ObservedIntake, ada: Person, card: tuple[Analysis, Message]
) -> None:
    intake.kept.clear()

    ada.clicks(card[1], actions.PASSCODE)

    assert whispered(ada) == [replies.GONE]
