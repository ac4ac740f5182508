"""Does the chart show what is true, and nothing else? `python -m tests.bench.truth`, five tables.

Every meeting is made up from curves that are known (`tests.gallery.scenes`): meetings in which
nothing happens or that only drift, for moments that nobody lived; meetings with one true dip or a
burst of strong sentences, for those that are missed; and meetings of slow waves, for how far the
line is from the truth, at several bandwidths.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from random import Random

import numpy as np

from tests.gallery.scenes import Curve, bump, level, meeting
from workers.charting import frames, moments
from workers.domain.meeting import Meeting, Utterance
from workers.domain.moment import MomentKind

QUIET = 500
EVENTS = 200
DRIFTING = 100
BURSTS = 100
WAVES = 40
SIZES = (1, 2, 3, 4, 5, 8, 12)
LENGTHS_S = (300, 900, 1800, 3600, 7200)
SCATTERS = (0.2, 0.3, 0.45)
MINUTES = (15, 30, 60, 120)
NEAR_S = 20.0
"""What a moment may be off in time."""
DRIFTS = ((0.1, 3600.0), (0.15, 3600.0), (0.1, 1200.0), (0.15, 1200.0))
"""Heights of a slow wave and how long one lasts."""
LEVELS = {"even": (0.02, 0.06), "good": (0.65, 0.2), "bad": (-0.6, 0.2)}
"""Mean and scatter of what sentences of one kind are scored."""
MIXES = {"mostly even": (0.6, 0.2, 0.2), "a third each": (1 / 3, 1 / 3, 1 / 3)}
STRONG = (0.95, 0.03)

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


def drifting(number: int, height: float, period_s: float) -> Meeting:
    """Three voices that each go slowly up and down, which nobody would call an event."""
    chance = Random(number)

    def wave(phase: float) -> Curve:
        turns = 3600 / period_s
        return lambda share: 0.05 + height * math.sin(math.tau * (share * turns + phase))

    voices = {name: wave(chance.random()) for name in ("Ana", "Ben", "Chidi")}
    return meeting(voices, 3600, seed=number, scatter=chance.choice(SCATTERS))


def burst(number: int, minutes: int, mix: str, sign: int) -> tuple[Meeting, tuple[float, float]]:
    """Sentences in random order; five of six of one person in the middle are strong (`sign`; 0 for
    none). And when that begins and ends."""
    chance = Random(number)
    length_s, names = 60.0 * minutes, ("Ana", "Ben", "Chidi")
    said: list[Utterance] = []
    at_s, who = 2.0, "Ana"
    left: list[bool] = []
    opens_s = closes_s = 0.0
    while at_s < length_s - 10:
        if sign and not closes_s and at_s > 0.45 * length_s:
            left, opens_s, closes_s = [True] * 5, at_s, at_s
            left.insert(chance.randrange(6), False)
        who = "Ana" if left else chance.choice(names) if chance.random() < 0.5 else who
        strong = bool(left) and left.pop()
        kind = chance.choices(list(LEVELS), MIXES[mix])[0]
        level_, scatter = (sign * STRONG[0], STRONG[1]) if strong else LEVELS[kind]
        polarity = max(-1.0, min(1.0, chance.gauss(level_, scatter)))
        words = chance.randint(5, 14)
        end_s = at_s + words / 2.6
        said.append(Utterance(who, at_s, end_s, "word " * words, polarity))
        closes_s = end_s if strong else closes_s
        at_s = end_s + chance.expovariate(1.0)
    return Meeting("bench", tuple(said), length_s=length_s), (opens_s, closes_s)


def invented(heard: Iterable[Meeting]) -> Counter[str]:
    """How many of these meetings have a moment of each kind, and how many have any."""
    found: Counter[str] = Counter()
    for each in heard:
        kinds = {moment.kind.value for moment in moments.find_moments(each)}
        found.update(kinds | ({"any"} if kinds else set()))
    return found


def hits(depth: float, minutes: float, length_s: float) -> float:
    """The share of true dips in which a moment of that voice has its middle."""
    near_s = 30 * minutes + NEAR_S
    found = 0
    for number in range(EVENTS):
        heard, at_s = dip(number, depth, minutes, length_s)
        found += any(
            moment.kind is MomentKind.DIP
            and "Ana" in moment.speakers
            and abs(moment.peak_s - at_s) <= near_s
            for moment in moments.find_moments(heard)
        )
    return found / EVENTS


def told(heard: Meeting, span_s: tuple[float, float], sign: int) -> tuple[bool, bool]:
    """Whether a burst is pointed at in its own words, and whether anything else is."""
    kind = MomentKind.RISE if sign > 0 else MomentKind.DIP
    near = [
        moment.kind is kind
        and "Ana" in moment.speakers
        and span_s[0] - NEAR_S <= moment.at_s <= span_s[1] + NEAR_S
        and moment.polarity * sign > STRONG[0] / 2
        for moment in moments.find_moments(heard)
    ]
    return any(near), not all(near)


def bursts(minutes: int, mix: str) -> tuple[float, float]:
    """The shares of bursts that are told, and of meetings in which something else is."""
    answers = []
    for number in range(BURSTS):
        sign = 1 if number % 2 else -1
        answers.append(told(*burst(number, minutes, mix, sign), sign))
    return sum(hit for hit, _ in answers) / BURSTS, sum(stray for _, stray in answers) / BURSTS


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
        found = invented(quiet(number, apart) for number in range(QUIET))
        print(f"{apart:9.2f}  {found['any']:6}  {found['dip']:3}  {found['rise']:4}  ", end="")
        print(f"{found['disagreement']:12}")
    print(f"\nmeetings of {DRIFTING} that drift, with a moment\n")
    for height, period_s in DRIFTS:
        found = invented(drifting(number, height, period_s) for number in range(DRIFTING))
        print(f"up and down by {height} in {period_s / 60:.0f} min: {found['any']}")
    print("\ntrue dips that are pointed at\n")
    for length_s in (1800, 3600):
        for depth, minutes in ((0.5, 3), (0.5, 5), (0.7, 5), (0.5, 10)):
            found_share = hits(depth, minutes, length_s)
            print(f"{length_s // 60} min, {-depth} for {minutes} min: {found_share:.0%}")
    print("\nbursts of five strong sentences: told, with something else told, none but told\n")
    for mix in MIXES:
        for minutes in MINUTES:
            told_share, stray = bursts(minutes, mix)
            none = invented(burst(number, minutes, mix, 0)[0] for number in range(BURSTS))
            print(f"{mix:12} {minutes:3} min: {told_share:.0%} {stray:.0%} ", end="")
            print(f"{none['any'] / BURSTS:.0%}")
    print("\nhow far lines are from the truth, by bandwidth as a part of the length\n")
    print("length   ", *(f"{share:6.0%}" for share in SHARES))
    for length_s in (600, 1800, 3600, 7200):
        print(f"{length_s // 60:4} min ", *(f"{error:6.3f}" for error in errors(length_s)))


if __name__ == "__main__":
    main()
