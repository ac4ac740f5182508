"""undertone key: makes a key for DATA_KEY, and puts what is kept under the newest one."""

from __future__ import annotations

import argparse
import sys

from redis.exceptions import RedisError

from undertone import answering
from undertone.dotenv import read_dotenv
from workers.processes.environment import BadSetting, read_variables
from workers.processes.redis_server import NoRedis, connect_redis
from workers.settings import WorkerSettings
from workers.store import sealing
from workers.store.resealing import Resealed, reseal_all

CANNOT = 2
PATIENCE_S = 10.0
NO_TOKEN = {"SLACK_BOT_TOKEN": "none"}
"""What is kept has nothing to do with Slack."""


def run_key(arguments: list[str]) -> int:
    """The exit status: 0, 1 where something is left that no key opens, 2 where nothing was done."""
    parser = argparse.ArgumentParser(
        prog="undertone key",
        description="Print a new key for DATA_KEY.",
        epilog="To change keys: put the new one behind the old ones on every machine and restart; "
        "then put it first and restart; then `undertone key --renew`, and take the old ones out.",
    )
    parser.add_argument(
        "--renew",
        action="store_true",
        help="encrypt what Redis keeps with the first key of DATA_KEY, while everything runs",
    )
    if not parser.parse_args(arguments).renew:
        return answering.say(sealing.make_key())
    try:
        return _report(_renew(WorkerSettings.from_env(NO_TOKEN | read_dotenv() | read_variables())))
    except (BadSetting, NoRedis) as problem:
        sys.stderr.write(f"{problem}\n")
    except RedisError as error:
        sys.stderr.write(f"Redis does not answer ({type(error).__name__}); begin again.\n")
    return CANNOT


def _renew(settings: WorkerSettings) -> Resealed:
    if not settings.data_key:
        raise BadSetting("DATA_KEY is not set: `undertone key` makes one.")
    sealing.use_keys(settings.data_key)
    with connect_redis(settings.redis_url, settings.data) as home, home.client(PATIENCE_S) as redis:
        return reseal_all(redis)


def _report(done: Resealed) -> int:
    answering.say(f"{done.renewed} records are under the first key now that were not.")
    if not done.closed:
        return answering.say("Nothing needs another key: the older ones can go.")
    answering.say(f"{done.closed} records are under a key that DATA_KEY does not have.")
    return 1
