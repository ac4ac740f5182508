"""Redis goes away and comes back, programs are told to leave in mid-work: nothing is lost."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from tests.end_to_end.recordings import STANDUP
from tests.end_to_end.town import Town
from tests.house import House
from tests.standins.media import media_host
from tests.standins.slack import Message, SlackStandIn
from workers.queues.health import BEAT

AWAY_S = float(os.environ.get("REDIS_AWAY_S", "6"))
"""`make chaos` takes 60."""
BACK_WITHIN_S = 10.0
LEAVES_WITHIN_S = 10.0


class OwnRedis:
    """A server that is nobody's child here: it is stopped and started by the test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        program = shutil.which("redis-server") or shutil.which("valkey-server")
        if program is None:
            pytest.skip("no redis-server on PATH")
        options = {
            "--port": str(self.port),
            "--bind": "127.0.0.1",
            "--dir": str(self._folder),
            "--appendonly": "yes",
            "--save": "",
        }
        words = [word for pair in options.items() for word in pair]
        self._server = subprocess.Popen([program, *words], stdout=subprocess.DEVNULL)
        with Redis(port=self.port) as client:
            _wait(lambda: _answers(client), 10)

    def kill(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None


@pytest.fixture
def redis_apart() -> Iterator[OwnRedis]:
    with tempfile.TemporaryDirectory(prefix="away-", dir="/tmp") as folder:
        server = OwnRedis(Path(folder))
        server.start()
        yield server
        server.kill()


@contextmanager
def town_at(redis: OwnRedis) -> Iterator[Town]:
    with (
        tempfile.TemporaryDirectory(prefix="away-", dir="/tmp") as folder,
        media_host() as media,
        SlackStandIn() as slack,
    ):
        slack.retry_gaps_s = (1.0, AWAY_S, 10.0)
        house = House(slack, Path(folder))
        house.set(ALLOW_PRIVATE_HOSTS=media.address, REDIS_URL=redis.url)
        with house:
            ana = slack.person("Ana")
            yield Town(slack, house, media, slack.channel("standup", members=[ana]), ana)


def test_after_redis_was_away_everyone_is_back_and_nothing_is_lost(redis_apart: OwnRedis) -> None:
    with town_at(redis_apart) as town:
        before = ask(town, "before.vtt")
        redis_apart.kill()
        away_since = time.monotonic()
        during = ask(town, "during.vtt")
        town.slack.wait_for(
            lambda: any(each.status == 500 for each in town.slack.deliveries), what="a 500"
        )
        time.sleep(max(0.0, away_since + AWAY_S - time.monotonic()))
        redis_apart.start()
        back = time.monotonic()
        with Redis(port=redis_apart.port) as client:
            client.delete(BEAT)
            _wait(lambda: client.exists(BEAT), BACK_WITHIN_S)
        assert time.monotonic() - back <= BACK_WITHIN_S
        for message in (before, during):
            town.wait_for_end(message)
            assert len(town.charts(message)) == 1
            assert len(town.replies(message)) == 2


def test_restarted_in_turn_under_load_nothing_is_lost(redis_apart: OwnRedis) -> None:
    with town_at(redis_apart) as town:
        messages = []
        for number, module in enumerate(("workers", "bot", "workers")):
            messages += [ask(town, f"{number}-{each}.vtt") for each in range(4)]
            time.sleep(0.3)
            began = time.monotonic()
            town.house.process(module).terminate()
            assert town.house.process(module).wait(LEAVES_WITHIN_S) == 0
            assert time.monotonic() - began <= LEAVES_WITHIN_S
            assert town.house.revive() == [module]
        for message in messages:
            town.wait_for_end(message)
            assert len(town.charts(message)) == 1
            assert len(town.replies(message)) == 2


def ask(town: Town, name: str) -> Message:
    link = town.media.put(f"/{name}", STANDUP.encode(), content_type="text/vtt")
    return town.ana.says(town.channel, f"<{link}>")


def _answers(client: Redis) -> bool:
    try:
        return bool(client.ping())
    except RedisError:
        return False


def _wait(look: object, within_s: float) -> None:
    assert callable(look)
    end = time.monotonic() + within_s
    while not look():
        assert time.monotonic() < end, f"not within {within_s} s"
        time.sleep(0.1)
