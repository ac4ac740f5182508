"""The weather outside: every service that Undertone calls fails now and then, seeded."""

from __future__ import annotations

import random
import threading
from types import TracebackType
from typing import Self

from tests.chaos.paying import Paying
from tests.standins.media import Hit, MediaHost, Served
from tests.standins.slack import SlackStandIn

REFUSED, FAILED, LOST = 0.05, 0.05, 0.05
"""Shares of all calls: 429, 5xx, and done but never answered."""
DELAYS_S = (0.1, 0.5, 2.0, 4.0)
"""How long Slack takes to look at a picture, and to show a share; it changes every second."""


class MoodyHost(MediaHost):
    """A media host that is busy, broken, or cuts its answer short, as often as it is told."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.random: random.Random | None = None

    def visited(self, hit: Hit) -> Served:
        served = super().visited(hit)
        draw = 1.0 if self.random is None else self.random.random()
        if draw < REFUSED:
            return Served(status=429, headers={"Retry-After": "1"})
        if draw < REFUSED + FAILED:
            return Served(status=503)
        if draw < REFUSED + FAILED + LOST and served.status == 200:
            return Served(
                body=served.body,
                content_type=served.content_type,
                promises=len(served.body),
                breaks_after=len(served.body) // 2,
            )
        return served


class Weather:
    """Bad from `with` on, fine again after it."""

    def __init__(
        self, seed: int, slack: SlackStandIn, media: MoodyHost, paying: Paying | None
    ) -> None:
        self._random = random.Random(seed)
        self._slack = slack
        self._media = media
        self._paying = paying
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._change, name="weather")

    def __enter__(self) -> Self:
        seed = self._random.randrange(2**32)
        self._slack.faults.random(seed, rate_limited=REFUSED, failed=FAILED, dropped=LOST)
        self._media.random = random.Random(seed)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()
        self._slack.faults.none()
        self._media.random = None

    def _change(self) -> None:
        while not self._over.wait(1):
            self._slack.processing_delay_s = self._random.choice(DELAYS_S)
            self._slack.share_delay_s = self._random.choice(DELAYS_S)
            if self._paying is not None:
                self._darken(self._paying)

    def _darken(self, paying: Paying) -> None:
        paying.symbl.knobs.gateway_errors = int(self._random.random() < 0.3)
        paying.symbl.knobs.drops = int(self._random.random() < 0.1)
        paying.symbl.knobs.job_s = self._random.choice(DELAYS_S)
        faults = paying.assemblyai.faults
        faults.gateway_errors = int(self._random.random() < 0.3)
        faults.busy = int(self._random.random() < 0.2)
        faults.drops = int(self._random.random() < 0.1)
        paying.assemblyai.knobs.job_s = self._random.choice(DELAYS_S)
