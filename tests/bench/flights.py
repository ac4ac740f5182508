"""A thousand remote jobs at once, and one worker process that waits for none of them."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import cast

import psutil
from redis import Redis

from tests.bench.figures import Figure
from tests.chaos.processes import Processes
from tests.house import House
from tests.standins.slack import SlackStandIn
from tests.standins.symbl import SymblStandIn
from tests.workers.analyses import an_analysis
from workers.domain.analysis import Stage
from workers.domain.submission import Submission
from workers.store.ledger import METRICS, Ledger

IN_FLIGHT = 1000
PAUSE_S = 30.0
"""The engine's longest pause between two looks at a job."""


def in_flight(seconds: float) -> Figure:
    """Every open job is looked at in its time by one worker, which a job that sleeps would hold."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as folder,
        SlackStandIn() as slack,
        SymblStandIn() as symbl,
    ):
        symbl.knobs.job_s = float("inf")
        house = House(slack, Path(folder))
        house.set(
            SYMBL_APP_ID=symbl.app_id,
            SYMBL_APP_SECRET=symbl.app_secret,
            SYMBL_BASE_URL=symbl.url,
            SYMBL_CONCURRENCY=str(2 * IN_FLIGHT),
            PIPELINE_WORKERS="1",
        )
        with house.only("workers"):
            with Redis(unix_socket_path=str(house.redis_socket)) as redis:
                _fill(Ledger(redis), symbl)
            time.sleep(PAUSE_S)  # everyone was looked at once and has come to the longest pause
            with Redis(unix_socket_path=str(house.redis_socket)) as redis:
                redis.delete(METRICS)
            before, cpu = len(symbl.calls), _busy_s(house)
            time.sleep(seconds)
            polls = symbl.calls[before:]
            busy = (_busy_s(house) - cpu) / seconds
            with Redis(unix_socket_path=str(house.redis_socket)) as redis:
                late = _late(redis)
    looked_at = len(Counter(each.path for each in polls))
    expected = min(1.0, seconds / PAUSE_S) * IN_FLIGHT
    return Figure(
        what=f"remote analyses in flight on one worker process, looked at in {seconds:.0f} s",
        goal="1,000, the worker idle between polls",
        ours=looked_at,
        unit="analyses",
        met=looked_at >= 0.98 * expected and busy < 0.8,
        compared_with="a worker that polls in the job, as Symbl's SDK does (by construction)",
        other=1,
        notes=f"{len(polls) / seconds:.0f} polls/s, busy {busy:.0%} of a core, {late}",
    )


def _fill(ledger: Ledger, symbl: SymblStandIn) -> None:
    for _ in range(IN_FLIGHT):
        analysis = an_analysis(stage=Stage.POLL, engine="symbl", polls=10)
        made = symbl.account.recorded({"name": f"undertone-{analysis.id}-1"})
        ids = {
            "name": made.name,
            "conversationId": made.id,
            "jobId": made.job.id,
            "language": "en-US",
        }
        submitted = replace(analysis, submission=Submission(engine="symbl", ids=ids))
        ledger.accept(submitted, analysis.id)


def _busy_s(house: House) -> float:
    """Processor seconds of the pipeline worker and of all its horses so far."""
    for kind, process in Processes(house).of_workers():
        if kind == "worker":
            times = process.cpu_times()
            return float(times.user + times.system + times.children_user + times.children_system)
    raise psutil.NoSuchProcess(0)


def _late(redis: Redis) -> str:
    """How late they were woken, from what is counted where they are taken."""
    counted = cast(dict[bytes, bytes], redis.hgetall(METRICS))
    found = {
        name.decode().partition("|")[2]: int(count)
        for name, count in counted.items()
        if name.startswith(b"late|")
    }
    everything = sum(found.values())
    soon = sum(n for bound, n in found.items() if bound != "+Inf" and float(bound) <= 1.5)
    return f"{soon / everything:.1%} at most 1.5 s late" if everything else "none late"
