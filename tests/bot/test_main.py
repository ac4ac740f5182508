"""`python -m bot` as a person starts it: its own process, a real Redis, both ways to listen."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from redis import Redis

from bot.help import HELP
from bot.identity import KEY_NEEDED
from tests.bot.deliveries import delivered
from tests.standins.slack import SlackStandIn
from workers.processes.redis_server import RedisHome
from workers.queues import wakeups
from workers.store.lease import Queue
from workers.store.sealing import make_key
from workers.wording import replies

ROOT = Path(__file__).parents[2]
MP3 = "https://media.example.com/standup.mp3"


def command(env: Mapping[str, str], folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **env},
        stderr=subprocess.PIPE,
        text=True,
    )


def stopped_by(env: Mapping[str, str], folder: Path) -> tuple[int, str]:
    """Exit code and last words of a bot that does not start."""
    with command(env, folder) as bot:
        _, said = bot.communicate(timeout=30)
    return bot.returncode, said


@contextmanager
def running(env: Mapping[str, str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A bot that listens; asked to end afterwards, which it has to do cleanly and soon."""
    with command(env, folder) as bot:
        try:
            assert bot.stderr is not None
            said = ""
            while "listening by" not in said:
                line = bot.stderr.readline()
                assert line, f"the bot ended: {said}"
                said += line
            yield bot
            asked = time.monotonic()
            bot.send_signal(signal.SIGTERM)
            _, last_words = bot.communicate(timeout=20)
            assert bot.returncode == 0, last_words
            assert "Traceback" not in last_words
            assert time.monotonic() - asked < 6
        finally:
            bot.kill()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as workspace:
        yield workspace


def by_http(slack: SlackStandIn, redis_url: str) -> dict[str, str]:
    port = free_port()
    slack.events_url = f"http://127.0.0.1:{port}/slack/events"
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "REDIS_URL": redis_url,
        "PORT": str(port),
    }


def by_socket_mode(slack: SlackStandIn, redis_url: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url.removesuffix("/"),
        "REDIS_URL": redis_url,
    }


def test_by_http_a_recording_wakes_a_worker_once(
    slack: SlackStandIn, redis_server: RedisHome, redis: Redis, tmp_path: Path
) -> None:
    ada = slack.person("Ada")
    general = slack.channel("general", [ada])
    with running(by_http(slack, redis_server.url), tmp_path):
        health = requests.get(str(slack.events_url).replace("/slack/events", "/healthz"), timeout=5)
        posted = ada.says(general, f"<@{slack.bot_user}> <{MP3}> 3")
        delivered(slack, 2)
        slack.deliver_again(posted, times=3)
        helped = ada.types(general, "/sentiment", "help")

    assert health.status_code == 200
    assert health.json()["ok"] is False, "no pacemaker is running"
    assert all(delivery.status == 200 for delivery in slack.deliveries)
    assert wakeups.count_waiting(redis, Queue.PIPELINE) == 1
    assert helped.text == HELP


def test_by_socket_mode_recordings_wake_a_worker_also_after_a_reconnect(
    slack: SlackStandIn, redis_server: RedisHome, redis: Redis, tmp_path: Path
) -> None:
    ada = slack.person("Ada")
    general = slack.channel("general", [ada])
    with running(by_socket_mode(slack, redis_server.url), tmp_path):
        ada.says(general, f"<{MP3}>")
        delivered(slack, 1)
        slack.refresh_sockets()
        slack.wait_for(lambda: slack.sockets == 1, timeout_s=15)
        ada.says(general, f"<{MP3}>")
        delivered(slack, 2)
        receipt = ada.types(general, "/sentiment", MP3)

    assert receipt.text == replies.write_accepted(1)
    assert wakeups.count_waiting(redis, Queue.PIPELINE) == 3


def test_without_redis_events_come_again_and_people_are_told(
    slack: SlackStandIn, tmp_path: Path
) -> None:
    ada = slack.person("Ada")
    general = slack.channel("general", [ada])
    slack.retry_gaps_s = (0.1,)
    with running(by_http(slack, f"redis://127.0.0.1:{free_port()}"), tmp_path):
        health = requests.get(str(slack.events_url).replace("/slack/events", "/healthz"), timeout=5)
        ada.says(general, f"<{MP3}>")
        delivered(slack, 2)
        reply = ada.types(general, "/sentiment", MP3)

    assert health.status_code == 503
    assert [delivery.status for delivery in slack.deliveries[:2]] == [500, 500]
    assert reply.text == replies.TRY_AGAIN
    assert max(delivery.seconds for delivery in slack.deliveries) < 2


def test_with_a_redis_of_its_own_it_leaves_nothing_running(
    slack: SlackStandIn, tmp_path: Path
) -> None:
    """The check on left-behind processes at the end of the run is the other half of this test."""
    ada = slack.person("Ada")
    general = slack.channel("general", [ada])
    env = by_http(slack, "") | {"DATA_DIR": "data"}
    with running(env, tmp_path):
        ada.says(general, f"<{MP3}>")
        delivered(slack, 1)

    assert slack.deliveries[0].status == 200
    assert (tmp_path / "data").is_dir()


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN"),
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET"),
        ({"PORT": "everywhere"}, "PORT"),
        ({"SLACK_BOT_TOKEN": "xoxb-of-nobody"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_APP_TOKEN": "xapp-of-nobody"}, "SLACK_APP_TOKEN"),
        ({"REDIS_URL": "redis://127.0.0.1:port"}, "REDIS_URL"),
    ],
)
def test_a_bad_setting_stops_the_start_with_one_sentence(
    slack: SlackStandIn, redis_server: RedisHome, tmp_path: Path, wrong: dict[str, str], named: str
) -> None:
    code, said = stopped_by(by_http(slack, redis_server.url) | wrong, tmp_path)

    last = said.strip().splitlines()[-1]
    assert code == 2
    assert last.startswith(named)
    assert "Traceback" not in said
    assert "of-nobody" not in said


def test_a_token_of_many_workspaces_starts_with_a_key_only(
    slack: SlackStandIn, redis_server: RedisHome, tmp_path: Path
) -> None:
    slack.organisation = True
    code, said = stopped_by(by_http(slack, redis_server.url), tmp_path)
    assert code == 2
    assert said.strip().splitlines()[-1] == KEY_NEEDED
    with running(by_http(slack, redis_server.url) | {"DATA_KEY": make_key()}, tmp_path):
        pass


def test_slack_out_of_reach_stops_socket_mode_but_not_http(
    slack: SlackStandIn, redis_server: RedisHome, tmp_path: Path
) -> None:
    nowhere = {"SLACK_API_URL": f"http://127.0.0.1:{free_port()}/api/"}

    code, said = stopped_by(by_socket_mode(slack, redis_server.url) | nowhere, tmp_path)
    with running(by_http(slack, redis_server.url) | nowhere, tmp_path):
        health = requests.get(str(slack.events_url).replace("/slack/events", "/healthz"), timeout=5)

    assert code == 2
    assert "check the network" in said
    assert "Traceback" not in said
    assert health.json()["redis"] is True


def test_the_bot_carries_none_of_the_workers_heavy_libraries() -> None:
    heavy = ("av", "matplotlib", "numpy", "onnx", "onnxruntime", "pandas", "vaderSentiment")
    look = f"import sys, bot.__main__; print([m for m in {heavy} if m in sys.modules])"

    loaded = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert loaded.stdout.strip() == "[]"
