"""Names for speakers, through the real front door: who is meant stays clear while names change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from redis import Redis

from bot.interactions import ModalAnswer, Origin
from bot.naming import map_marks_to_names, mark_speakers, read_choices
from tests.workers.analyses import a_meeting, an_ask
from workers.domain.analysis import Analysis, Stage
from workers.intake import Intake
from workers.store.ledger import Ledger
from workers.wording import naming_window


class Chart:
    """A finished analysis of Ana and Ben; the workers' part is to redraw, and be done."""

    def __init__(self, redis: Redis) -> None:
        self.intake = Intake(redis)
        self.id = self.intake.accept(an_ask()).analysis_id
        self._ledger = Ledger(redis)
        self.work()

    def work(self) -> None:
        claim = self._ledger.claim(self.id)
        assert claim is not None
        done = replace(claim.analysis, stage=Stage.FORGET, answer_ts="1.1")
        claim = self._ledger.go_on(claim, done, a_meeting())
        self._ledger.end(claim, done, timedelta(hours=1))

    def now(self) -> Analysis:
        found = self.intake.find(self.id)
        assert found is not None
        return found

    def speakers(self) -> list[str]:
        return [each.speaker for each in self.intake.introductions(self.id)]


class Window:
    """The rename window, opened now."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        people = mark_speakers(chart.intake.introductions(chart.id), chart.now().edits.names)
        self._marks = {introduction.speaker: mark for mark, introduction in people}

    def send(self, **names: str) -> None:
        """Sends it off, with names by what was shown when it opened."""
        chart = self._chart
        blocks = {
            naming_window.name_block_id(self._marks[shown]): name for shown, name in names.items()
        }
        given = ModalAnswer(
            team="T1",
            user="U1",
            origin=Origin(channel="C1"),
            values=blocks,
            at_first=dict.fromkeys(blocks),
        )
        shown = map_marks_to_names(chart.intake.introductions(chart.id), chart.now().edits.names)
        wanted = {shown[each.mark]: each.name for each in read_choices(given)}
        assert chart.intake.changes.rename(chart.id, wanted)
        chart.work()


@pytest.fixture
def chart(redis: Redis) -> Chart:
    return Chart(redis)


def test_names_change_and_change_again(chart: Chart) -> None:
    Window(chart).send(Ana="Anna")
    Window(chart).send(Anna="Anne", Ben="Bo")

    assert chart.speakers() == ["Anne", "Bo"]


def test_names_can_be_swapped(chart: Chart) -> None:
    Window(chart).send(Ana="Ben", Ben="Ana")
    assert chart.speakers() == ["Ben", "Ana"]

    Window(chart).send(Ana="Ben", Ben="Ana")
    assert chart.speakers() == ["Ana", "Ben"]


def test_of_two_windows_the_last_one_wins(chart: Chart) -> None:
    first, second = Window(chart), Window(chart)

    first.send(Ana="Anna")
    second.send(Ana="Anne")

    assert chart.speakers() == ["Anne", "Ben"]


def test_a_window_from_before_an_undo_still_means_the_same_people(chart: Chart) -> None:
    Window(chart).send(Ana="Anna")
    window = Window(chart)
    assert chart.intake.changes.undo(chart.id)
    chart.work()

    window.send(Anna="Anne")

    assert chart.speakers() == ["Anne", "Ben"]


def test_one_name_for_two_makes_them_one_until_it_is_undone(chart: Chart) -> None:
    Window(chart).send(Ana="Us", Ben="Us")
    assert chart.speakers() == ["Us"]

    assert chart.intake.changes.undo(chart.id)
    chart.work()
    assert chart.speakers() == ["Ana", "Ben"]
