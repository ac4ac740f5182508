"""*Transcript & polarity* asks which files are wanted; *Open as page* wants one."""

from __future__ import annotations

import pytest

from tests.bot.cards import charted, whispered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from tests.standins.slack.nouns import View
from tests.workers.wording.block_kit import view_complaints
from workers.domain import actions
from workers.domain.analysis import Analysis, Stage
from workers.wording import files, replies


@pytest.fixture
def opened(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> tuple[Analysis, View]:
    """The window over a chart in the channel."""
    analysis, answer = charted(slack, intake, ada, general)
    assert ada.clicks(answer, actions.EXPORT).status == 200
    assert ada.modal is not None
    return analysis, ada.modal


def test_the_window_is_one_that_slack_takes() -> None:
    assert view_complaints(files.write_files_modal("{}"), "modal") == []


def test_tables_and_transcript_are_ticked_at_first(
    intake: ObservedIntake, ada: Person, opened: tuple[Analysis, View]
) -> None:
    analysis, window = opened
    ada.submits(window)
    assert intake.acts == [("export", analysis.id, ("csv", "vtt"))]
    assert ada.modal is None
    assert whispered(ada) == []


def test_what_is_ticked_is_shared(
    intake: ObservedIntake, ada: Person, opened: tuple[Analysis, View]
) -> None:
    analysis, window = opened
    ada.submits(window, {files.FORMS_BLOCK: ["page", "json"]})
    assert intake.acts == [("export", analysis.id, ("json", "page"))]


def test_nothing_ticked_is_said_in_the_window(
    intake: ObservedIntake, ada: Person, opened: tuple[Analysis, View]
) -> None:
    reply = ada.submits(opened[1], {files.FORMS_BLOCK: []})
    assert reply.errors == {files.FORMS_BLOCK: files.NOTHING_CHOSEN}
    intake.reachable = False
    reply = ada.submits(opened[1])
    assert reply.errors == {files.FORMS_BLOCK: replies.TRY_AGAIN}
    assert intake.acts == []


def test_what_has_gone_or_begun_meanwhile_is_said(
    intake: ObservedIntake, ada: Person, opened: tuple[Analysis, View]
) -> None:
    intake.kept.clear()
    ada.submits(opened[1])
    assert whispered(ada) == [replies.GONE]


def test_there_is_no_window_over_what_has_no_chart_yet(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    _, answer = charted(slack, intake, ada, general, stage=Stage.DRAW)
    ada.clicks(answer, actions.EXPORT)
    assert ada.modal is None
    assert whispered(ada) == [replies.BUSY]


def test_the_page_comes_without_a_window(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)
    ada.clicks(answer, actions.OPEN_PAGE)
    assert ada.modal is None
    assert intake.acts == [("export", analysis.id, ("page",))]
