"""Whom people are sent to, where only whoever runs the bot can help."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.workers.analyses import an_analysis
from workers.domain.errors import Why
from workers.processes.environment import BadSetting
from workers.settings import WorkerSettings
from workers.wording import replies
from workers.wording.operator import (
    UNNAMED_OPERATOR,
    introduce_operator,
    name_operator,
    write_contact_line,
)
from workers.wording.refusals import write_refusal
from workers.wording.status import Left, write_deleted


@pytest.fixture(autouse=True)
def nobody_named() -> Iterator[None]:
    yield
    introduce_operator(None)


@pytest.mark.parametrize(
    ("contact", "named"),
    [
        ("U0123ABCD", "<@U0123ABCD>"),
        ("@W0123ABCD", "<@W0123ABCD>"),
        ("C0123ABCD", "the people in <#C0123ABCD>"),
        ("#help-undertone", "the people in #help-undertone"),
        ("ops@example.com", f"{UNNAMED_OPERATOR} (<mailto:ops@example.com|ops@example.com>)"),
        (
            "https://desk.example/new?a=1&b=2",
            f"{UNNAMED_OPERATOR} (<https://desk.example/new?a=1&amp;b=2|desk.example/new?a=1&amp;b=2>)",
        ),
    ],
)
def test_every_form_of_a_contact_reads_well_and_is_taken(contact: str, named: str) -> None:
    settings = WorkerSettings.from_env({"SLACK_BOT_TOKEN": "x", "OPERATOR_CONTACT": contact})
    introduce_operator(settings.operator_contact)
    assert name_operator() == named
    assert f"tell {named} this number: a1." in write_refusal(Why.FAULT, {"analysis_id": "a1"})
    assert f"tell {named}." in replies.write_went_wrong()
    assert f"ask {named} to have it" in write_deleted(an_analysis(), {Left.COPY}).text
    assert named in write_contact_line()


def test_with_nobody_named_it_is_whoever_runs_the_bot() -> None:
    assert write_refusal(Why.WEIGHTS_MISSING, {}).count(f"ask {UNNAMED_OPERATOR} to") == 1
    assert write_contact_line() == ""


@pytest.mark.parametrize(
    "contact", ["Ada", "<!channel>", "http://desk.example", "ops @example.com", "#a b", "https://"]
)
def test_what_is_no_contact_is_said_when_the_program_starts(contact: str) -> None:
    variables = {"SLACK_BOT_TOKEN": "x", "OPERATOR_CONTACT": contact}
    with pytest.raises(BadSetting, match=r"^OPERATOR_CONTACT=.* is not a person's or a channel's"):
        WorkerSettings.from_env(variables)
