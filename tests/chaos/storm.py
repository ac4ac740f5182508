"""The storm: kills, freezes and brings back, on a clock and from one seed."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil
from redis import Redis
from redis.exceptions import RedisError

from tests.chaos.processes import Processes
from tests.house import House
from workers.queues.health import BEAT
from workers.store.lease import LEASE

TICK_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Violence:
    """How often what happens, in seconds; a pause of 0 means never."""

    kill_every_s: float = 2.0
    redis_kill_every_s: float = 20.0
    freeze_every_s: float = 15.0
    freeze_s: float = LEASE.total_seconds() + 2


@dataclass
class Recovery:
    """Something was killed; `seconds` is how long its work was not done, None while it is not."""

    kind: str
    began: float
    back: Callable[[], bool]
    seconds: float | None = None


@dataclass
class Report:
    """What the storm did."""

    kills: Counter[str] = field(default_factory=Counter)
    recoveries: list[Recovery] = field(default_factory=list)


class Storm:
    """Rages in a thread of its own from `with` on until `calm`; what ends is always revived."""

    def __init__(self, house: House, seed: int, violence: Violence) -> None:
        self.report = Report()
        self._house = house
        self._random = random.Random(seed)
        self._violence = violence
        self._processes = Processes(house)
        self._redis = Redis(
            unix_socket_path=str(house.redis_socket), socket_timeout=1, socket_connect_timeout=1
        )
        self._frozen: list[tuple[float, psutil.Process]] = []
        self._raging = True
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._rage, name="storm")

    def __enter__(self) -> Self:
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
        self._redis.close()

    def calm(self) -> None:
        """No more kills; what is frozen thaws, and what has died is still brought back."""
        self._raging = False

    @property
    def recovered(self) -> bool:
        """Whether everything that was killed is back."""
        return all(each.seconds is not None for each in self.report.recoveries)

    def _rage(self) -> None:
        now = time.monotonic()
        gaps = {
            self._kill: self._violence.kill_every_s,
            self._kill_redis: self._violence.redis_kill_every_s,
            self._freeze: self._violence.freeze_every_s,
        }
        due = {act: now + gap for act, gap in gaps.items() if gap}
        while not self._over.wait(TICK_S):
            self._house.revive()
            self._processes.bury()
            self._thaw()
            self._look_round()
            for act, when in due.items():
                if self._raging and time.monotonic() >= when:
                    due[act] = when + gaps[act]
                    act()
        self._thaw(everything=True)

    def _kill(self) -> None:
        victims = self._alive()
        if victims:
            kind, victim = self._random.choice(victims)
            self._note(kind, victim.kill)

    def _kill_redis(self) -> None:
        server = self._processes.redis()
        if server is not None:
            self._note("redis", server.kill)

    def _freeze(self) -> None:
        victims = [each for kind, each in self._alive() if kind in {"horse", "worker"}]
        if victims:
            victim = self._random.choice(victims)
            self._note("frozen", victim.suspend)
            self._frozen.append((time.monotonic() + self._violence.freeze_s, victim))

    def _alive(self) -> list[tuple[str, psutil.Process]]:
        try:
            return list(self._processes.alive())
        except psutil.NoSuchProcess:  # it ended while we looked
            return []

    def _note(self, kind: str, act: Callable[[], None]) -> None:
        before = self._beat()
        try:
            act()
        except psutil.NoSuchProcess:
            return
        self.report.kills[kind] += 1
        backs: dict[str, Callable[[], bool]] = {
            "bot": self._bot_hears,
            "redis": lambda: self._beat() is not None,
            "pacemaker": lambda: self._beat() not in {None, before},
            "supervisor": lambda: self._beat() not in {None, before},
        }
        if kind in backs:
            self.report.recoveries.append(Recovery(kind, time.monotonic(), backs[kind]))

    def _thaw(self, *, everything: bool = False) -> None:
        now = time.monotonic()
        for until, victim in list(self._frozen):
            if everything or not self._raging or now >= until:
                self._frozen.remove((until, victim))
                try:
                    victim.resume()
                except psutil.NoSuchProcess:
                    continue

    def _look_round(self) -> None:
        for each in self.report.recoveries:
            if each.seconds is None and each.back():
                each.seconds = time.monotonic() - each.began

    def _beat(self) -> bytes | None:
        try:
            found = self._redis.get(BEAT)
        except RedisError:
            return None
        return found if isinstance(found, bytes) else None

    def _bot_hears(self) -> bool:
        """It answers at its request URL, if only that nothing is to be got there."""
        url = f"http://127.0.0.1:{self._house.port}/slack/events"
        try:
            with urlopen(url, timeout=0.5):
                return True
        except HTTPError:
            return True
        except (URLError, OSError):
            return False
