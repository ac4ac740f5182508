"""A crafted value opens nothing: clicks and windows are about what stands where they come from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.belonging import find_answered, find_clicked
from bot.interactions import Click, ModalAnswer, Origin
from tests.bot.observed_intake import ObservedIntake
from tests.workers.analyses import an_analysis, an_ask
from workers.domain.analysis import Analysis
from workers.domain.thread import Thread

HERE = Thread("T1", "C1", "16.9")


@pytest.fixture
def analysis(intake: ObservedIntake) -> Analysis:
    asked = an_ask(thread=HERE, asked_by="U1", message_ts="16.9")
    kept = replace(an_analysis(asked), thread=HERE, status_ts="17.0", answer_ts="17.1")
    intake.kept.append(kept)
    return kept


def click(
    analysis: Analysis, *, beside: Thread | None = HERE, message: str | None = "17.1"
) -> Click:
    return Click(
        team="T1", user="U2", value=analysis.id, beside=beside, message_ts=message, trigger_id="1"
    )


def test_it_is_found_where_it_stands(analysis: Analysis, intake: ObservedIntake) -> None:
    assert find_clicked(click(analysis), intake) == analysis
    assert find_clicked(replace(click(analysis), message_ts="99.9"), intake) == analysis  # a copy
    beside = replace(HERE, ts=None)
    assert find_clicked(click(analysis, beside=beside, message="17.0"), intake) == analysis


def test_from_anywhere_else_it_is_nothing(analysis: Analysis, intake: ObservedIntake) -> None:
    fine = click(analysis)
    assert find_clicked(replace(fine, team="T2"), intake) is None
    assert find_clicked(replace(fine, beside=replace(HERE, channel="C2")), intake) is None
    elsewhere = replace(fine, beside=replace(HERE, ts="1.1"), message_ts="1.2")
    assert find_clicked(elsewhere, intake) is None
    nowhere = replace(fine, beside=replace(HERE, ts=None), message_ts=None)
    assert find_clicked(nowhere, intake) is None
    assert find_clicked(replace(fine, value="made-up"), intake) is None


def test_in_the_home_tab_it_is_whose_it_is(analysis: Analysis, intake: ObservedIntake) -> None:
    at_home = click(analysis, beside=None, message=None)
    assert find_clicked(at_home, intake) is None
    assert find_clicked(replace(at_home, user="U1"), intake) == analysis


def test_a_window_is_about_its_own_channel(analysis: Analysis, intake: ObservedIntake) -> None:
    given = ModalAnswer(
        team="T1",
        user="U2",
        origin=Origin(channel="C1", analysis_id=analysis.id),
        values={},
        at_first={},
    )
    assert find_answered(given, intake) == analysis
    assert find_answered(replace(given, team="T2"), intake) is None
    other = Origin(channel="C2", analysis_id=analysis.id)
    assert find_answered(replace(given, origin=other), intake) is None
