"""The table of a run, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.figures import percentile
from tests.chaos.run import Result

GOAL_S = 15.0


def markdown(result: Result) -> str:
    """Counts, kills by kind, and how long what was killed was missed."""
    verdict, storm = result.verdict, result.storm
    kills = ", ".join(f"{kind} {count}" for kind, count in sorted(storm.kills.items()))
    rows = [
        ("asked for", result.asked_for),
        ("accepted", verdict.accepted),
        ("charted", verdict.charted),
        ("explained", verdict.explained),
        ("**lost**", f"**{len(verdict.lost)}**"),
        ("**doubled**", f"**{len(verdict.doubled)}**"),
        ("ended otherwise than they should", len(verdict.ended_otherwise)),
        ("events that Slack gave up on, never accepted", len(verdict.unheard)),
        ("commands sent into the void: no answer, nothing begun", _unanswered(result)),
        ("left behind (due, processes, files, secrets in logs)", len(verdict.left_behind)),
        ("second copies taken back", result.taken_back),
        ("kills and freezes", kills),
        *recoveries(result),
        (f"recovered within {GOAL_S:.0f} s", f"{_within(all_recoveries(result), GOAL_S):.1%}"),
        ("took", f"{result.took_s:.0f} s, seed {result.plan.seed}"),
    ]
    return "\n".join(["| figure | value |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)])


def recoveries(result: Result) -> Iterator[tuple[str, str]]:
    """p50, p99 and the longest, by what was killed and of all."""
    taken = {"analysis of a dead or frozen worker, taken over": list(result.taken_over_s)}
    for each in result.storm.recoveries:
        taken.setdefault(f"{each.kind} back", []).append(
            float("inf") if each.seconds is None else each.seconds
        )
    everything = [seconds for found in taken.values() for seconds in found]
    for name, seconds in [*taken.items(), ("**recovery, all of these**", everything)]:
        if seconds:
            middle, slow = percentile(seconds, 50), percentile(seconds, 99)
            figures = f"p50 {middle:.1f} s, p99 {slow:.1f} s, longest {max(seconds):.1f} s"
            yield name, f"{len(seconds)} times: {figures}"


def all_recoveries(result: Result) -> list[float]:
    """Every recovery in seconds; infinite where it never came."""
    back = (each.seconds for each in result.storm.recoveries)
    return [*result.taken_over_s, *(float("inf") if each is None else each for each in back)]


def offences(result: Result) -> Iterator[str]:
    """What must not have happened, one line each."""
    yield from result.verdict.offences
    yield from (f"a stage failed: {each}" for each in result.crashed_stages)


def _within(seconds: list[float], limit_s: float) -> float:
    return sum(each <= limit_s for each in seconds) / len(seconds) if seconds else 1.0


def _unanswered(result: Result) -> int:
    """Slack never sends a command twice; the person sees that it failed."""
    return result.asked_for - result.verdict.accepted - len(result.verdict.unheard)
