"""One run: a house, a crowd and a storm; in the end silence, and the evidence."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from redis import Redis
from redis.exceptions import RedisError

from tests.chaos import evidence
from tests.chaos.checker import Verdict, check
from tests.chaos.gestures import SECRETS, Crowd
from tests.chaos.history import History
from tests.chaos.paying import Paying, open_paying
from tests.chaos.processes import orphans
from tests.chaos.storm import Report, Storm, Violence
from tests.chaos.weather import MoodyHost, Weather
from tests.house import House
from tests.standins.media import media_host
from tests.standins.slack import SlackStandIn

RETRY_GAPS_S = (0.5, 6.0, 30.0)
"""Slack's own are nothing, a minute and five minutes; here everything goes ten times as fast."""
SETTLES_IN_S = 90.0
LONGEST_S = 500.0
"""After that nobody asks any more: a slow machine shows fewer analyses, not a longer run."""
MOST_OPEN = 60
"""More would only measure how long the line is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """So many analyses, asked for in so many seconds; `paid` is the share of commands that go to
    engines that cost money."""

    analyses: int = 1000
    seconds: float = 420.0
    seed: int = 1
    paid: float = 0.0
    violence: Violence = field(default_factory=Violence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of it."""

    plan: Plan
    verdict: Verdict
    storm: Report
    taken_over_s: tuple[float, ...]
    """For each analysis that a worker lost: how long nobody worked on it."""
    asked_for: int
    taken_back: int
    """Second copies of a post that were deleted again."""
    crashed_stages: tuple[str, ...]
    took_s: float


def run(plan: Plan, folder: Path, say: Callable[[str], None] = lambda _line: None) -> Result:
    """Do all of it; the folder's path must be short, as a socket is made below it."""
    began = time.monotonic()
    strangers = set(psutil.Process().children(recursive=True))
    with ExitStack() as held:
        media = held.enter_context(media_host(kind=MoodyHost))
        assert isinstance(media, MoodyHost)
        slack = held.enter_context(SlackStandIn())
        slack.retry_gaps_s = RETRY_GAPS_S
        paying = held.enter_context(open_paying()) if plan.paid else None
        house = House(slack, folder, _settings(media, paying))
        crowd = Crowd(slack, media, plan.seed, plan.paid)
        with house, Storm(house, plan.seed, plan.violence) as storm:
            with Weather(plan.seed, slack, media, paying):
                _busy_hours(plan, crowd, slack, say)
                storm.calm()
            due = _settle(house, slack, crowd, storm, say)
            report = storm.report
        secrets = [*SECRETS, slack.bot_token, slack.signing_secret]
        secrets += paying.secrets if paying else ()
        found = History(
            asked=tuple(crowd.asked()),
            posted=tuple(evidence.posted(slack)),
            submits=evidence.submits(paying),
            due=due,
            orphans=tuple(orphans(strangers)),
            files=tuple(evidence.files(house)),
            said_in_logs=tuple(evidence.said(house, secrets)),
        )
        return Result(
            plan=plan,
            verdict=check(found),
            storm=report,
            taken_over_s=tuple(house.silences()),
            asked_for=crowd.asked_for,
            taken_back=len(slack.calls("chat.delete")),
            crashed_stages=tuple(
                str(each["outcome"]) for each in house.stages() if "fault" in each["outcome"]
            ),
            took_s=time.monotonic() - began,
        )


def _settings(media: MoodyHost, paying: Paying | None) -> dict[str, str]:
    settings = {"ALLOW_PRIVATE_HOSTS": media.address, "PIPELINE_WORKERS": "3"}
    return {**settings, **(paying.settings if paying else {})}


def _busy_hours(plan: Plan, crowd: Crowd, slack: SlackStandIn, say: Callable[[str], None]) -> None:
    """The gestures, evenly over the time, but not faster than this machine draws charts."""
    began, told = time.monotonic(), 0.0
    while crowd.asked_for < plan.analyses and time.monotonic() - began < LONGEST_S:
        if crowd.asked_for - _ended(slack) > MOST_OPEN:
            time.sleep(0.2)
            continue
        crowd.act()
        crowd.nag()
        on_time = began + plan.seconds * crowd.asked_for / plan.analyses
        time.sleep(max(0.0, on_time - time.monotonic()))
        if time.monotonic() - told > 20:
            told = time.monotonic()
            say(f"{told - began:5.0f} s  {crowd.asked_for} asked for, {_ended(slack)} ended")


def _settle(
    house: House, slack: SlackStandIn, crowd: Crowd, storm: Storm, say: Callable[[str], None]
) -> tuple[str, ...]:
    """Wait until nothing is due any more, and make one chart in peace: it sweeps the workroom."""
    deadline = time.monotonic() + SETTLES_IN_S
    slack.wait_until_quiet(timeout_s=SETTLES_IN_S)
    say("the storm is over; waiting for what is still to come")
    due: tuple[str, ...] = ("unknown",)
    peaceful = False
    while time.monotonic() < deadline:
        due = _due(house)
        if not due and storm.recovered and peaceful:
            break
        if not due and not peaceful:
            crowd.make_peace()
            slack.wait_until_quiet(timeout_s=10)
            peaceful = True
        time.sleep(0.25)
    return due


def _due(house: House) -> tuple[str, ...]:
    try:
        with Redis(unix_socket_path=str(house.redis_socket), socket_timeout=1) as redis:
            return evidence.still_due(redis)
    except RedisError:
        return ("unknown: no Redis",)


def _ended(slack: SlackStandIn) -> int:
    return sum(each.end is not None for each in evidence.posted(slack))
