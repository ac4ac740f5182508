"""The way of an analysis: its processor seconds, and the wait between the engine and the chart."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.bench.figures import Figure, percentile
from tests.end_to_end import recordings
from tests.end_to_end.town import Town
from tests.house import House
from tests.standins.media import media_host
from tests.standins.slack import SlackStandIn
from tests.standins.symbl import SymblStandIn

FRESH = """
import resource
from tests.bench.way import plain_chart
plain_chart()
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime)
"""


def processor(count: int) -> Figure:
    """Seconds of all processes for one transcript from the gesture to the chart, one at a time."""
    with town({}) as place:
        _chart(place, "warm.vtt")
        before = _used_s()
        for number in range(count):
            _chart(place, f"{number}.vtt")
        each = (_used_s() - before) / count
    fresh = subprocess.run(
        [sys.executable, "-c", FRESH], check=True, capture_output=True, text=True
    )
    return Figure(
        what="processor time per analysis: bot, workers, Redis, all stages, one chart",
        goal="≤ 0.6 s",
        ours=each,
        unit="s",
        met=each <= 0.6,
        compared_with="a job that loads pandas and matplotlib and draws two lines",
        other=float(fresh.stdout),
        notes=f"{count} transcripts, one after the other",
    )


def plain_chart() -> None:
    """What a plain job does for a chart, without any of the rest."""
    import matplotlib as mpl  # noqa: PLC0415 - its loading is what is measured

    mpl.use("Agg")
    import pandas as pd  # noqa: PLC0415 - likewise

    frame = pd.DataFrame({"Ana": [0.1, -0.5, 0.4], "Ben": [0.7, 0.2, 0.5]}, index=[0, 60, 120])
    with tempfile.TemporaryFile() as file:
        figure = frame.plot(figsize=(12, 6.75)).get_figure(root=True)
        assert figure is not None
        figure.savefig(file)


def after_completion(count: int) -> list[Figure]:
    """From "job completed" to the chart in the thread, told by webhook and found by looking."""
    looked = _waits(count, webhook=False)
    told = _waits(count, webhook=True)
    fixed_s = 2.5
    return [
        _soon("over webhook", told, 1.0, percentile(looked, 50), "finding it by looking, p50"),
        _soon(
            "over polling",
            looked,
            2.0,
            fixed_s,
            "looking every 5 s as Symbl's SDK does (half the gap, not measured)",
        ),
    ]


def _soon(how: str, waits: list[float], goal_s: float, other: float, compared: str) -> Figure:
    middle = percentile(waits, 50)
    return Figure(
        what=f'from "job completed" to the chart, idle system, {how}, p50',
        goal=f"≤ {goal_s:g} s",
        ours=middle,
        unit="s",
        met=middle <= goal_s,
        compared_with=compared,
        other=other,
        notes=f"longest of {len(waits)}: {max(waits):.1f} s; jobs of 3 to 9 s",
    )


def _waits(count: int, *, webhook: bool) -> list[float]:
    lengths = random.Random(1)
    with SymblStandIn() as symbl:
        settings = {
            "SYMBL_APP_ID": symbl.app_id,
            "SYMBL_APP_SECRET": symbl.app_secret,
            "SYMBL_BASE_URL": symbl.url,
            "ENGINE": "symbl",
        }
        with town(settings, webhook=webhook) as place:
            return [_wait(place, symbl, lengths.uniform(3, 9), n) for n in range(count)]


def _wait(place: Town, symbl: SymblStandIn, job_s: float, number: int) -> float:
    symbl.knobs.job_s = job_s
    message = place.ana.uploads(place.channel, recordings.noise(1), filename=f"{number}.wav")
    place.slack.wait_for(lambda: place.charts(message), what="the chart")
    job = list(symbl.account.jobs.values())[-1]
    completed = time.time() - time.monotonic() + job.begun + job.lasts_s
    return float(place.charts(message)[0].ts) - completed


def _chart(place: Town, name: str) -> None:
    link = place.media.put(f"/{name}", recordings.STANDUP.encode(), content_type="text/vtt")
    place.wait_for_end(place.ana.says(place.channel, f"<{link}>"))


@contextmanager
def town(settings: Mapping[str, str], *, webhook: bool = False) -> Iterator[Town]:
    """A house with these settings, a media host and Ana."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as folder,
        media_host() as media,
        SlackStandIn() as slack,
    ):
        house = House(slack, Path(folder))
        house.set(ALLOW_PRIVATE_HOSTS=media.address, **settings)
        if webhook:
            house.set(PUBLIC_URL=f"http://127.0.0.1:{house.port}")
        with house:
            ana = slack.person("Ana")
            yield Town(slack, house, media, slack.channel("standup", members=[ana]), ana)


def _used_s() -> float:
    """Processor seconds of all processes below this one, the ended ones included."""
    used = 0.0
    for each in psutil.Process().children(recursive=True):
        times = each.cpu_times()
        used += times.user + times.system + times.children_user + times.children_system
    return used
