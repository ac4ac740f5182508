"""The round that the doctor makes, and what it says at the end of it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from bot.settings import BotSettings
from undertone import answering
from undertone.doctor import data_key, engine, machine, redis_place, slack_app
from undertone.doctor.finding import Finding, Verdict, fault
from undertone.dotenv import read_dotenv
from workers.processes.environment import BadSetting, read_variables
from workers.settings import WorkerSettings

CANNOT_WORK = 1
NO_TOKEN_YET = {"SLACK_BOT_TOKEN": "none yet"}
"""Whoever has no token yet can be told about the rest all the same."""

Settings = TypeVar("Settings", BotSettings, WorkerSettings)


def run_doctor(arguments: list[str]) -> int:
    """The exit status: 0 where the bot can work, 1 where something has to be mended first."""
    parser = argparse.ArgumentParser(
        prog="undertone doctor",
        description="Look this installation over: settings, tokens, scopes, Redis, weights, disk.",
    )
    parser.add_argument(
        "--only-wrong", action="store_true", help="say only what keeps the bot from working"
    )
    only_wrong: bool = parser.parse_args(arguments).only_wrong
    wrong = 0
    for finding in examine(read_dotenv() | read_variables()):
        wrong += finding.verdict is Verdict.WRONG
        if finding.verdict is Verdict.WRONG or not only_wrong:
            answering.say(f"{finding.verdict:<5} {finding.text}")
    if wrong or not only_wrong:
        answering.say(f"\n{_sum_up(wrong)}")
    return CANNOT_WORK if wrong else 0


def examine(variables: Mapping[str, str]) -> Iterator[Finding]:
    """One finding after the other, as they are made; nothing is changed anywhere."""
    yield from machine.check_python()
    yield from machine.check_walls()
    bot, bad_bot = _read(BotSettings.from_env, variables)
    workers, bad_workers = _read(WorkerSettings.from_env, variables)
    # Both read some variables alike; what is wrong with one of those is told once.
    yield from (fault(sentence) for sentence in dict.fromkeys([*bad_bot, *bad_workers]))
    if bot is not None:
        yield from slack_app.check_slack(bot)
    if workers is None and not variables.get("SLACK_BOT_TOKEN"):
        workers, _ = _read(WorkerSettings.from_env, {**variables, **NO_TOKEN_YET})
    if workers is not None:
        yield from redis_place.check_redis(workers.redis_url, workers.data, workers.data_key)
        yield data_key.check_data_key(workers.data_key)
        yield from machine.check_disk(workers.data, workers.max_recording_mb)
        yield from engine.check_engine(workers)


def _read(
    read: Callable[[Mapping[str, str]], Settings], variables: Mapping[str, str]
) -> tuple[Settings | None, list[str]]:
    try:
        return read(variables), []
    except BadSetting as wrong:
        return None, [str(wrong)]


def _sum_up(wrong: int) -> str:
    if wrong == 0:
        return "Undertone can work here."
    lines = "the line" if wrong == 1 else f"the {wrong} lines"
    return f"Undertone cannot work here yet: see {lines} marked “fix”."
