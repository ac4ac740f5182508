"""The checker itself: a clean history passes, and each planted offence is caught."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.chaos.checker import check
from tests.chaos.history import Asked, History, Posted

CHART = Asked(name="a.vtt", gesture="link", expects="chart", acked=True)
REFUSED = Asked(name="b.vtt", gesture="command", expects="explanation", acked=True)
STATUS = Posted(analysis_id="1", event="status", text="Charted *a.vtt* in 3 s.", end="chart")
ANSWER = Posted(analysis_id="1", event="answer", text="Both were calm", picture=True)
SORRY = Posted(
    analysis_id="2", event="status", text="*b.vtt*: nothing at that link", end="explanation"
)
CLEAN = History(asked=(CHART, REFUSED), posted=(STATUS, ANSWER, SORRY), submits={"1": 1})


def test_a_clean_history_is_clean() -> None:
    verdict = check(CLEAN)
    assert verdict.offences == []
    assert (verdict.accepted, verdict.charted, verdict.explained) == (2, 1, 1)


PLANTED = {
    "a second answer": (replace(CLEAN, posted=(*CLEAN.posted, ANSWER)), "2 answers"),
    "a second status message": (replace(CLEAN, posted=(*CLEAN.posted, STATUS)), "2 status"),
    "the same gesture taken up twice": (
        replace(CLEAN, posted=(*CLEAN.posted, replace(STATUS, analysis_id="3"))),
        "2 status",
    ),
    "nothing posted": (replace(CLEAN, posted=(SORRY,)), "nothing was ever posted"),
    "no chart": (replace(CLEAN, posted=(STATUS, SORRY)), "no chart is there"),
    "no picture": (
        replace(CLEAN, posted=(STATUS, SORRY, replace(ANSWER, picture=False))),
        "without its picture",
    ),
    "no last word": (
        replace(CLEAN, posted=(replace(STATUS, end=None), ANSWER, SORRY)),
        "no last word",
    ),
    "a chart and an explanation": (
        replace(CLEAN, posted=(replace(STATUS, end="explanation"), ANSWER, SORRY)),
        "a chart and an explanation",
    ),
    "an apology instead of a chart": (
        replace(CLEAN, posted=(replace(STATUS, end="explanation"), SORRY)),
        "Charted *a.vtt*",
    ),
    "an answer out of nowhere": (
        replace(CLEAN, posted=(*CLEAN.posted, replace(ANSWER, analysis_id="9"))),
        "without a status message",
    ),
    "a status message for nothing": (
        replace(CLEAN, posted=(*CLEAN.posted, replace(SORRY, text="*z.vtt*: hm"))),
        "nothing that was asked",
    ),
    "paid twice": (replace(CLEAN, submits={"undertone-1": 2}), "submitted 2 times"),
    "an analysis still due": (replace(CLEAN, due=("1",)), "still due: 1"),
    "a process": (replace(CLEAN, orphans=("77 python",)), "process: 77"),
    "a file": (replace(CLEAN, files=("workroom/x",)), "file: workroom/x"),
    "a secret": (replace(CLEAN, said_in_logs=("xoxb",)), "secret in a log: xoxb"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_what_must_not_happen_is_seen(name: str) -> None:
    history, told = PLANTED[name]
    verdict = check(history)
    assert not verdict.clean
    assert any(told in offence for offence in verdict.offences), verdict.offences


def test_an_event_that_slack_gave_up_on_is_told_apart_from_a_lost_one() -> None:
    given_up = replace(CLEAN, asked=(replace(CHART, acked=False), REFUSED), posted=(SORRY,))
    verdict = check(given_up)
    assert len(verdict.unheard) == 1
    assert verdict.clean


def test_a_command_whose_answer_was_lost_may_have_been_taken_up_or_not() -> None:
    unsure = replace(CHART, acked=None)
    taken = replace(CLEAN, asked=(unsure, REFUSED))
    not_taken = replace(taken, posted=(SORRY,))
    assert check(taken).clean
    assert check(not_taken).clean
    assert check(not_taken).accepted == 1
