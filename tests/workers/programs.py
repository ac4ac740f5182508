"""Programs that the tests of the processes start, and the jobs that they run.

python -m tests.workers.programs NAME [ARGUMENT ...]
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from redis import Redis

from workers.processes.redis_server import connect_redis
from workers.processes.supervisor import Role, Supervisor
from workers.queues.rq_worker import run_worker

# --- jobs ---------------------------------------------------------------------------------------


def note(url: str, key: str) -> None:
    """Leave the horse's pid at `key`."""
    with Redis.from_url(url) as redis:
        redis.rpush(key, os.getpid())


def last(url: str, key: str, seconds: float) -> None:
    """Leave the pids of the horse and of a process of its own at `key`, then take long."""
    own = subprocess.Popen(["sleep", str(seconds)], start_new_session=True)
    with Redis.from_url(url) as redis:
        redis.rpush(key, os.getpid(), own.pid)
    own.wait()
    with Redis.from_url(url) as redis:
        redis.rpush(f"{key}:done", os.getpid())


def fail() -> None:
    """Raise what no one expects."""
    raise RuntimeError("no such luck")


def tell_loaded(url: str, key: str, module: str) -> None:
    """Was `module` loaded before the horse was forked?"""
    with Redis.from_url(url) as redis:
        redis.set(key, int(module in sys.modules))


# --- programs -----------------------------------------------------------------------------------


def hold_redis(data_dir: str) -> int:
    """Have a Redis until the first line of input, or its end."""
    with connect_redis(None, Path(data_dir)) as home:
        home.client().ping()
        print("ready", flush=True)
        sys.stdin.readline()
    return 0


def lose_the_thread_that_started_redis(data_dir: str) -> int:
    """Start Redis from a thread that ends; it must still answer afterwards."""
    homes = []
    thread = threading.Thread(target=lambda: homes.append(connect_redis(None, Path(data_dir))))
    thread.start()
    thread.join()
    threading.Event().wait(0.5)
    homes[0].client().ping()
    print("ready", flush=True)
    homes[0].close()
    return 0


def supervise_workers(url: str, *queues: str) -> int:
    """One worker for each queue."""

    def body(queue: str) -> Callable[[], None]:
        return lambda: run_worker(lambda: Redis.from_url(url), queue)

    children = [Role(queue, body(queue)) for queue in queues]
    return Supervisor(children, preload=["decimal"], grace_s=2).run()


def supervise(*names: str) -> int:
    """Supervise the children called `names` (see below), each once."""
    return Supervisor([Role(name, CHILDREN[name]) for name in names], grace_s=1).run()


def _steady() -> None:
    threading.Event().wait()


def _leaves_in_peace() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    _steady()


def _stubborn() -> None:
    """Ignores SIGTERM, and so do two processes of its own, one of them in a session of its own."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    subprocess.Popen(["sleep", "300"])
    subprocess.Popen(["sleep", "300"], start_new_session=True)
    _steady()


def _misconfigured() -> None:
    sys.exit(2)


def _crashing() -> None:
    raise RuntimeError("crashing as it should")


CHILDREN = {
    "steady": _steady,
    "peaceful": _leaves_in_peace,
    "stubborn": _stubborn,
    "misconfigured": _misconfigured,
    "crashing": _crashing,
}

PROGRAMS: dict[str, Callable[..., int]] = {
    program.__name__: program
    for program in (hold_redis, lose_the_thread_that_started_redis, supervise, supervise_workers)
}

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(relativeCreated)d %(message)s")
    sys.exit(PROGRAMS[sys.argv[1]](*sys.argv[2:]))
