"""An attended call: its answer, its error, and being left to itself."""

from __future__ import annotations

import threading
import time

import pytest

from workers.domain.errors import Stopped, Unavailable
from workers.engines.outside.attended import Sent, attend_call


def test_the_answer_comes_back_and_somebody_looks_meanwhile() -> None:
    looks: list[float] = []

    def call() -> str:
        time.sleep(1.2)
        return "heard"

    assert attend_call(call, lambda: looks.append(0.0)) == "heard"
    assert len(looks) == 2


def test_an_error_is_raised_here() -> None:
    def call() -> str:
        raise Unavailable("nobody")

    with pytest.raises(Unavailable, match="nobody"):
        attend_call(call, lambda: None)


def test_who_looks_may_leave_at_once() -> None:
    over = threading.Event()

    def look() -> None:
        raise Stopped

    began = time.monotonic()
    with pytest.raises(Stopped):
        attend_call(lambda: over.wait(30), look)
    over.set()
    assert time.monotonic() - began < 5


def test_an_upload_breaks_off_when_it_is_stopped() -> None:
    sent = Sent()
    sent.note(0.25)
    assert sent.share == 0.25
    sent.stopped = True
    with pytest.raises(Stopped):
        sent.note(0.5)
