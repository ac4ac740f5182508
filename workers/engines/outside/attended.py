"""Attended: a call that lasts as long as the work, made so that it can be stopped at any moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from workers.domain.errors import Stopped

LOOK_S = 0.5

AttendedAnswer = TypeVar("AttendedAnswer")


class Sent:
    """How much of an upload has left; told from the thread that sends, read from the one that
    looks. Once it is `stopped`, what is still being sent breaks off."""

    def __init__(self) -> None:
        self.share = 0.0
        self.stopped = False

    def note(self, share: float) -> None:
        """As an upload's `at`."""
        if self.stopped:
            raise Stopped
        self.share = share


def attend_call(call: Callable[[], AttendedAnswer], look: Callable[[], None]) -> AttendedAnswer:
    """The answer of `call`, made in a thread, while `look` is called twice a second in this one.

    What `look` raises is raised at once: the call is left to itself, and its answer to nobody.
    """
    made = _Made(call)
    made.start()
    while not made.over.wait(LOOK_S):
        look()
    return made.answer()


class _Made(threading.Thread, Generic[AttendedAnswer]):
    def __init__(self, call: Callable[[], AttendedAnswer]) -> None:
        super().__init__(name="attended-call", daemon=True)
        self.over = threading.Event()
        self._call = call
        self._answers: list[AttendedAnswer] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._answers.append(self._call())
        except BaseException as error:  # noqa: BLE001 - raised again where the answer is wanted
            self._error = error
        finally:
            self.over.set()

    def answer(self) -> AttendedAnswer:
        if self._error is not None:
            raise self._error
        return self._answers[0]
