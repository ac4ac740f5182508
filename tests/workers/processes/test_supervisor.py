"""Children that die, refuse, or do not leave; a supervisor that is killed: real processes, all."""

from __future__ import annotations

import itertools
import os
import signal
import time

import psutil

from tests.workers.observing import alive, below, eventually, running


def child_of(supervisor: psutil.Process, but: int = 0) -> psutil.Process:
    """The only child, once it is at work; `but` is the pid of one that does not count."""

    def look() -> psutil.Process | None:
        others = [child for child in below(supervisor) if child.pid != but]
        # A child has given itself a process group once it is past its first lines.
        return next((each for each in others if os.getpgid(each.pid) == each.pid), None)

    found = eventually(look)
    assert found is not None
    return found


def test_the_dead_are_replaced() -> None:
    with running("supervise", "steady") as supervisor:
        first = child_of(supervisor)
        first.kill()
        assert child_of(supervisor, but=first.pid).is_running()


def test_one_that_keeps_crashing_is_given_ever_longer_pauses() -> None:
    with running("supervise", "crashing") as supervisor:
        time.sleep(2.5)
        supervisor.terminate()
        _, log = supervisor.communicate()
    starts = [int(line.split()[0]) for line in log.splitlines() if "crashing started" in line]
    pauses = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert 3 <= len(starts) <= 5
    assert pauses == sorted(pauses)
    assert pauses[0] >= 200
    assert "RuntimeError: crashing as it should" in log


def test_between_two_events_it_does_nothing() -> None:
    with running("supervise", "steady") as supervisor:
        child_of(supervisor)
        before = supervisor.cpu_times()
        switches = supervisor.num_ctx_switches()
        time.sleep(1)
        after = supervisor.cpu_times()
        assert after.user + after.system - before.user - before.system <= 0.02
        assert sum(supervisor.num_ctx_switches()) - sum(switches) < 20


def test_a_child_with_status_2_ends_it_all_with_status_2() -> None:
    with running("supervise", "steady", "misconfigured") as supervisor:
        assert supervisor.wait(8) == 2
        assert below(supervisor) == []


def test_told_to_stop_it_lets_children_finish_and_leaves_with_0() -> None:
    for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        with running("supervise", "peaceful") as supervisor:
            child = child_of(supervisor)
            time.sleep(0.1)
            supervisor.send_signal(signum)
            _, log = supervisor.communicate(timeout=8)
            assert supervisor.returncode == 0
            assert not alive(child.pid)
            assert "exit status 0" in log


def test_who_does_not_leave_is_killed_with_all_below() -> None:
    with running("supervise", "stubborn", "peaceful") as supervisor:
        sleepers = eventually(lambda: len(below(supervisor, "sleep")) == 2 and below(supervisor))
        assert sleepers
        pids = [process.pid for process in sleepers]
        started = time.monotonic()
        supervisor.terminate()
        assert supervisor.wait(8) == 0
        assert time.monotonic() - started < 3  # its grace is 1 s here
        assert not alive(*pids)


def test_a_frozen_child_does_not_hold_it_up() -> None:
    with running("supervise", "peaceful") as supervisor:
        child = child_of(supervisor)
        child.suspend()
        supervisor.terminate()
        assert supervisor.wait(8) == 0
        assert not alive(child.pid)


def test_what_a_killed_child_leaves_behind_is_killed_too() -> None:
    with running("supervise", "stubborn") as supervisor:
        child = child_of(supervisor)
        sleepers = eventually(
            lambda: len(below(child, "sleep")) == 2 and [each.pid for each in below(child, "sleep")]
        )
        assert sleepers
        child.kill()
        eventually(lambda: not alive(*sleepers))


def test_children_do_not_outlive_a_killed_supervisor() -> None:
    with running("supervise", "steady", "peaceful") as supervisor:
        children = eventually(lambda: len(below(supervisor)) == 2 and below(supervisor))
        assert children
        supervisor.kill()
        eventually(lambda: not alive(*[child.pid for child in children]))
