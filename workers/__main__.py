"""python -m workers: pacemaker and workers.  python -m workers chart FILE: no Slack at all."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from functools import partial

from redis.exceptions import RedisError

from workers import toolbox
from workers.domain.errors import Unavailable
from workers.engines.lacking import find_lacks
from workers.processes import logs, redis_server
from workers.processes.environment import BadSetting, read_variables
from workers.processes.supervisor import MISCONFIGURED, Role, Supervisor
from workers.processes.walls import hide_from_others
from workers.queues import pacemaker
from workers.queues.rq_worker import run_worker
from workers.settings import WorkerSettings
from workers.store.lacks import Lacks
from workers.store.lease import Queue
from workers.store.passcodes import Opener
from workers.wording.operator import introduce_operator

log = logging.getLogger("workers")

PRELOAD = ("pandas", "matplotlib.figure", "matplotlib.backends.backend_agg", "workers.jobs")
"""Loaded once and shared by every work-horse: each job would need a second for them otherwise."""
BLOCKING_S = 10.0
"""RQ's blocking pop lasts 5 s; a connection that is silent for longer is given up."""


def main(arguments: list[str], prog: str = "python -m workers") -> int:
    """The exit status: 0 after a clean stop, 2 where a person has to mend something first."""
    if arguments[:1] == ["chart"]:
        from workers.command_line import chart_recordings  # noqa: PLC0415 - pulls in the embedded engine

        return chart_recordings(arguments[1:], prog=f"{prog} chart")
    _read_arguments(arguments, prog)
    try:
        logs.log_to_stderr()
        hide_from_others()
        settings = WorkerSettings.from_env(read_variables())
        introduce_operator(settings.operator_contact)
        home = redis_server.connect_redis(settings.redis_url, settings.data)
    except (BadSetting, redis_server.NoRedis) as problem:
        print(problem, file=sys.stderr)  # noqa: T201 - one sentence for the operator
        return MISCONFIGURED
    with home:
        opener = Opener()
        toolbox.prepare_toolboxes(settings, home, opener)
        _report_lacks(settings, home)
        return Supervisor(_children(settings, home, opener), preload=PRELOAD).run()


def _read_arguments(arguments: list[str], prog: str) -> None:
    """There are none; leaves with the help, or with a sentence, where some are given."""
    argparse.ArgumentParser(
        prog=prog,
        description="Make the charts that the bot was asked for, until told to end.",
        epilog="Settings come from the environment (docs/settings.md). "
        f"`{prog} chart FILE` charts one recording with no Slack around it.",
    ).parse_args(arguments)


def _report_lacks(settings: WorkerSettings, home: redis_server.RedisHome) -> None:
    """For the Home tab of admins: where Redis is away just now, it is not told there."""
    client = home.client()
    try:
        name = toolbox.choose_engine_name(settings.engine, settings)
        Lacks(client).report(find_lacks(name, settings.engines))
    except Unavailable as error:
        log.warning("what is lacking was not reported: %s", error)
    finally:
        client.close()  # the workers are forked, and open their own


def _children(settings: WorkerSettings, home: redis_server.RedisHome, opener: Opener) -> list[Role]:
    counts = {
        Queue.PIPELINE: settings.pipeline_workers,
        Queue.TRANSCRIBE: settings.transcribe_workers,
    }
    connect = partial(home.client, BLOCKING_S)
    return [
        Role("pacemaker", partial(_pacemaker, home, opener)),
        *(
            Role(f"{queue} worker", partial(run_worker, connect, queue), count)
            for queue, count in counts.items()
        ),
    ]


def _pacemaker(home: redis_server.RedisHome, opener: Opener) -> None:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        pacemaker.keep_pace(home.client(), stop, opener)
    except RedisError as error:
        sys.exit(f"pacemaker: Redis went away: {type(error).__name__}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
