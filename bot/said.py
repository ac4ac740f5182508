"""What has been said already, so that an event delivered again is not answered again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from bot.payloads import Heard
from bot.slack_calls import NoAnswer
from workers.domain.errors import Unavailable
from workers.domain.slack_error import SlackRefusal

REMEMBERED = 1000
"""Messages; Slack delivers again within minutes, not days."""


class AnsweredOnce:
    """The messages that this process has answered with a sentence, newest last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places: OrderedDict[tuple[str, str, str], None] = OrderedDict()

    def once(self, heard: Heard, say: Callable[[], object]) -> None:
        """Call `say` unless this message was answered before.

        Where Slack answered with an error it may be said again; without an answer it may be there.
        """
        place = (heard.thread.team, heard.thread.channel, heard.ts)
        if not self._first(place):
            return
        try:
            say()
        except NoAnswer:
            raise
        except (SlackRefusal, Unavailable):
            with self._lock:
                self._places.pop(place, None)
            raise

    def _first(self, place: tuple[str, str, str]) -> bool:
        with self._lock:
            if place in self._places:
                return False
            self._places[place] = None
            while len(self._places) > REMEMBERED:
                self._places.popitem(last=False)
            return True
