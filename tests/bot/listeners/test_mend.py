"""The window in which one line is put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.listeners.mend import read_clock
from bot.naming import mark_speakers
from tests.bot.cards import charted, whispered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Message, Person, SlackStandIn
from tests.standins.slack.nouns import View
from workers.domain import actions
from workers.domain.analysis import Analysis, Edits
from workers.domain.chart import Chart, Quote
from workers.domain.introductions import Introduction
from workers.domain.mending import MOST_MENDS, Mend
from workers.wording import mending_window, replies


@pytest.fixture
def card(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> tuple[Analysis, Message]:
    intake.speakers = (Introduction("Speaker 1", 190.0, "Yes"), Introduction("Ben", 60.0, "No"))
    return charted(slack, intake, ada, general)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("1:05", 65),
        (" 1:02:03 ", 3723),
        ("90:00", 5400),
        ("0:04.5", 4),
        ("5", None),
        ("soon", None),
    ],
)
def test_times_as_people_write_them(written: str, seconds: float | None) -> None:
    assert read_clock(written) == seconds


def test_the_window_asks_when_whose_and_what(ada: Person, card: tuple[Analysis, Message]) -> None:
    assert ada.clicks(card[1], actions.MEND).status == 200
    assert ada.modal is not None
    shown = str(ada.modal.blocks)
    for words in ("Whose words are these?", "Wrong words?", "Speaker 1", "Ben", "All of this turn"):
        assert words in shown
    assert ada.modal.callback_id == mending_window.MENDING_WINDOW


def opened(person: Person, answer: Message) -> View:
    assert person.clicks(answer, actions.MEND).status == 200
    assert person.modal is not None
    return person.modal


def test_what_is_put_right_is_handed_on(
    ada: Person, intake: ObservedIntake, card: tuple[Analysis, Message]
) -> None:
    ((mark, _),) = mark_speakers([Introduction("Ben", 0.0, "")], {})
    given = {"at": "1:05", "speaker": mark, "turn": ["turn"], "words": " It  was bad. "}
    assert ada.submits(opened(ada, card[1]), given).status == 200
    assert intake.acts[-1] == ("mend", card[0].id, 65.0, "Ben", "It was bad.", True)
    assert whispered(ada) == []


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"at": "soon", "words": "Bad."}, mending_window.NO_TIME),
        ({"at": "1:05"}, mending_window.NOTHING_MENDED),
    ],
)
def test_what_cannot_be_taken_is_said_inside_the_window(
    ada: Person,
    intake: ObservedIntake,
    card: tuple[Analysis, Message],
    given: dict[str, str],
    complaint: str,
) -> None:
    reply = ada.submits(opened(ada, card[1]), given)
    assert complaint in str(reply.body)
    assert "mend" not in [act[0] for act in intake.acts]


def test_a_time_at_which_nobody_speaks_is_told(
    ada: Person, intake: ObservedIntake, card: tuple[Analysis, Message]
) -> None:
    intake.willing = False
    ada.submits(opened(ada, card[1]), {"at": "9:59:00", "words": "Bad."})
    assert whispered(ada) == [replies.NO_SUCH_LINE]


def test_a_line_of_another_channels_meeting_is_neither_shown_nor_changed(
    ada: Person, intake: ObservedIntake, card: tuple[Analysis, Message]
) -> None:
    window = opened(ada, card[1])
    moved = replace(intake.kept[0].thread, channel="C0ELSEWHERE")
    intake.kept[0] = replace(intake.kept[0], thread=moved)

    ada.submits(window, {"at": "1:05", "words": "Bad."})
    assert [act for act in intake.acts if act[0] == "mend"] == []

    ada.clicks(card[1], actions.MEND)
    assert ada.modal is None
    assert whispered(ada) == [replies.GONE, replies.GONE]


QUOTES = (
    Quote(1, 10.0, "Ben", "That is another matter.", -0.5, 3),
    Quote(2, 65.0, "Ben", "It was bad.", -0.7, 7),
)


def quoting(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> tuple[Analysis, Message]:
    intake.speakers = (Introduction("Speaker 1", 190.0, "Yes"), Introduction("Ben", 60.0, "No"))
    chart = Chart(
        file_id="F1",
        uploaded_at=datetime.now(UTC),
        alt_text="a chart",
        finding="a finding",
        rows=(),
        quotes=QUOTES,
    )
    return charted(slack, intake, ada, general, chart=chart)


@pytest.mark.parametrize(
    ("action", "rest"),
    [(actions.QUOTE_MENU, (actions.MEND, 7)), (actions.LOOKS_WRONG, (7, actions.MEND))],
)
def test_beside_a_quote_the_window_begins_with_its_time(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    general: Channel,
    action: str,
    rest: tuple[str | int, ...],
) -> None:
    analysis, answer = quoting(slack, intake, ada, general)
    assert ada.clicks(answer, action, actions.pack_value(analysis.id, *rest)).status == 200
    assert ada.modal is not None
    assert ada.modal.callback_id == mending_window.MENDING_WINDOW
    assert "'initial_value': '1:05'" in str(ada.modal.blocks)
    assert "`1:05`  Ben: “It was bad.” (−0.70)" in str(ada.modal.blocks)
    assert QUOTES[0].text not in str(ada.modal.blocks)
    ada.submits(ada.modal, {"at": "1:05", "words": "It was good."})
    assert intake.acts == [("mend", analysis.id, 65.0, "", "It was good.", False)]


def test_beside_a_quote_that_stands_there_no_more_no_window_opens(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = quoting(slack, intake, ada, general)
    assert analysis.chart is not None
    intake.kept[0] = replace(analysis, chart=replace(analysis.chart, quotes=QUOTES[:1]))
    ada.clicks(answer, actions.QUOTE_MENU, actions.pack_value(analysis.id, actions.MEND, 7))
    assert ada.modal is None
    assert whispered(ada) == [replies.NO_CHART]


def test_where_enough_is_mended_that_is_told(
    ada: Person, intake: ObservedIntake, card: tuple[Analysis, Message]
) -> None:
    line = Mend(start_s=0, end_s=1, heard="x")
    window = opened(ada, card[1])
    full = Edits(mends=tuple(replace(line, start_s=float(at)) for at in range(MOST_MENDS)))
    intake.kept[:] = [replace(each, edits=full) for each in intake.kept]
    ada.submits(window, {"at": "0:05", "words": "Bad."})
    assert whispered(ada) == [replies.ENOUGH_MENDED]
