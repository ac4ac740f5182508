"""Does the chart show what is true, and nothing else? `python -m tests.bench.truth`, three tables.

Every meeting is made up from curves that are known (`tests.gallery.scenes`): meetings in which
nothing happens, for moments that nobody lived; meetings with one true event, for those that are
missed; and meetings of slow waves, for how far the line is from the truth, at several bandwidths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random

import numpy as np

from tests.gallery.scenes import Curve, bump, level, meeting
from workers.charting import frames, moments
from workers.domain.meeting import Meeting
from workers.domain.moment import MomentKind

QUIET = 500
EVENTS = 200
WAVES = 40
SIZES = (1, 2, 3, 4, 5, 8, 12)
LENGTHS_S = (300, 900, 1800, 3600, 7200)
SCATTERS = (0.2, 0.3, 0.45)
SHARES = (0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1)
"""Bandwidths, as parts of the length."""


def quiet(number: int, apart: float = 0.0) -> Meeting:
    """A meeting in which every voice keeps its level all the time; levels lie up to `apart`."""
    chance = Random(number)
    voices = {
        f"Voice {place}": level(0.05 + apart * (chance.random() - 0.5))
        for place in range(chance.choice(SIZES))
    }
    length_s, scatter = chance.choice(LENGTHS_S), chance.choice(SCATTERS)
    return meeting(voices, length_s, seed=number, scatter=scatter)


def dip(number: int, depth: float, minutes: float, length_s: float) -> tuple[Meeting, float]:
    """Three voices of whom the first falls by `depth` for so long; and the middle of that."""
    chance = Random(number)
    at, half = chance.uniform(0.15, 0.85), 30 * minutes / length_s

    def fallen(share: float) -> float:
        return 0.05 - (depth if abs(share - at) <= half else 0.0)

    voices: Mapping[str, Curve] = {"Ana": fallen, "Ben": level(0.1), "Chidi": level(0.0)}
    return meeting(voices, length_s, seed=number, scatter=0.25), at * length_s


def invented(apart: float) -> Counter[str]:
    """How many of `QUIET` meetings have a moment of each kind, and how many have any."""
    found: Counter[str] = Counter()
    for number in range(QUIET):
        kinds = {moment.kind.value for moment in moments.find_moments(quiet(number, apart))}
        found.update(kinds | ({"any"} if kinds else set()))
    return found


def hits(depth: float, minutes: float, length_s: float) -> float:
    """The share of true dips that are pointed at where they are, within a bandwidth."""
    near_s = 30 * minutes + frames.choose_bandwidth_s(length_s)
    found = 0
    for number in range(EVENTS):
        heard, at_s = dip(number, depth, minutes, length_s)
        found += any(
            moment.kind is MomentKind.DIP
            and moment.speaker == "Ana"
            and abs(moment.peak_s - at_s) <= near_s
            for moment in moments.find_moments(heard)
        )
    return found / EVENTS


def errors(length_s: float) -> Iterator[float]:
    """Mean distance (root of squares) of lines from the truth, for each of `SHARES`."""
    away: dict[float, list[float]] = {share: [] for share in SHARES}
    for number in range(WAVES):
        chance = Random(number)
        truth = {
            name: bump(
                chance.uniform(0.1, 0.9),
                chance.choice((60, 120, 240)) / length_s,
                chance.choice((-1, 1)) * chance.uniform(0.3, 0.8),
                chance.uniform(-0.1, 0.2),
            )
            for name in ("Ana", "Ben", "Chidi")
        }
        spoken = frames.split_by_speaker(meeting(truth, length_s, seed=number, scatter=0.3))
        for share in SHARES:
            for name, frame in spoken.items():
                line = frames.smooth_line(frame, share * length_s)
                drawn = line.support >= frames.LINE_FROM
                true = [truth[name](at_s / length_s) for at_s in line.at_s[drawn]]
                away[share] += list((line.polarity[drawn] - true) ** 2)
    return (float(np.sqrt(np.mean(squares))) for squares in away.values())


def main() -> None:
    print(f"meetings of {QUIET} in which nothing happens, with a moment\n")
    print("levels up to  any  dip  rise  disagreement")
    for apart in (0.0, 0.2, 0.45):
        found = invented(apart)
        print(f"{apart:9.2f}  {found['any']:6}  {found['dip']:3}  {found['rise']:4}  ", end="")
        print(f"{found['disagreement']:12}")
    print("\ntrue dips that are pointed at\n")
    for length_s in (1800, 3600):
        for depth, minutes in ((0.5, 3), (0.5, 5), (0.7, 5), (0.5, 10)):
            found_share = hits(depth, minutes, length_s)
            print(f"{length_s // 60} min, {-depth} for {minutes} min: {found_share:.0%}")
    print("\nhow far lines are from the truth, by bandwidth as a part of the length\n")
    print("length   ", *(f"{share:6.0%}" for share in SHARES))
    for length_s in (600, 1800, 3600, 7200):
        print(f"{length_s // 60:4} min ", *(f"{error:6.3f}" for error in errors(length_s)))


if __name__ == "__main__":
    main()
