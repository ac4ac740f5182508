"""One person's crowd does not stand before another's one."""

from __future__ import annotations

import itertools

import pytest
import rq
from redis import Redis
from rq.serializers import JSONSerializer

from tests.workers.analyses import an_ask
from workers.domain.analysis import Ask
from workers.domain.errors import Refused, Why
from workers.domain.thread import Thread
from workers.intake import Intake
from workers.intake.acceptance import OpenLimits

_numbers = itertools.count()


def ask(person: str, team: str = "T1", occasion: str | None = None) -> Ask:
    ts = f"{next(_numbers)}.1"
    return an_ask(thread=Thread(team, "C1", ts), message_ts=ts, asked_by=person, occasion=occasion)


def test_somebody_with_nothing_under_way_is_next(redis: Redis) -> None:
    intake = Intake(redis, limits=OpenLimits(person=100))
    for _ in range(60):
        intake.accept(ask("U1"))
    receipt = intake.accept(ask("U2"))
    queue = rq.Queue("pipeline", connection=redis, serializer=JSONSerializer)
    assert queue.jobs[0].args[0] == receipt.analysis_id


def test_a_person_has_a_limit_and_is_told(redis: Redis) -> None:
    intake = Intake(redis, limits=OpenLimits(person=3, team=5))
    asked = [ask("U1") for _ in range(3)]
    for each in asked:
        intake.accept(each)
    with pytest.raises(Refused) as refused:
        intake.accept(ask("U1"))
    assert refused.value.why is Why.TOO_MANY_OPEN
    assert not intake.accept(asked[0]).new  # an event that comes again is no further one
    assert intake.accept(ask("U2")).new
    assert intake.accept(ask("U1", occasion="a meeting")).new  # not theirs alone
    with pytest.raises(Refused):
        intake.accept(ask("U3"))
    assert intake.accept(ask("U3", team="T2")).new
