"""Our own sentences of work talk: written one by one, and filled into templates.

A line is a label, a tab and words. Labels: `+`, `-`, `0`, and `0+`, `0-` for what leans a little.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tools.polarity.folders import TEMPLATES, WRITTEN
from tools.polarity.people import KINDS, NAMES
from tools.polarity.sources import Row

SHARES = {
    "-": (0.92, 0.05, 0.03),
    "0-": (0.28, 0.69, 0.03),
    "0": (0.04, 0.92, 0.04),
    "0+": (0.03, 0.69, 0.28),
    "+": (0.03, 0.05, 0.92),
}
SIGNS = {"-": -1, "0-": 0, "0": 0, "0+": 0, "+": 1}
A_LABEL = 3_000
"""Sentences that are filled into the templates of each of the three signs."""
SEED = 41

CONTRACTED = (
    *(("do not", "don't"), ("does not", "doesn't"), ("did not", "didn't"), ("is not", "isn't")),
    *(("was not", "wasn't"), ("were not", "weren't"), ("are not", "aren't"), ("cannot", "can't")),
    *(("will not", "won't"), ("have not", "haven't"), ("has not", "hasn't"), ("I am", "I'm")),
    *(("could not", "couldn't"), ("would not", "wouldn't"), ("we are", "we're"), ("it is", "it's")),
    *(("that is", "that's"), ("they are", "they're"), ("there is", "there's"), ("I will", "I'll")),
    *(("we will", "we'll"), ("we have", "we've"), ("I have", "I've"), ("let us", "let's")),
)


def read_written() -> list[Row]:
    """What was written one by one, in `written/`."""
    return [
        Row(text, SHARES[label], SIGNS[label], "written")
        for path in sorted(WRITTEN.glob("*.tsv"))
        for label, text in _read_lines(path)
    ]


def read_later() -> list[Row]:
    """What was written for the second part of training, in `written/later/`."""
    return [
        Row(text, SHARES[label], SIGNS[label], "later")
        for path in sorted((WRITTEN / "later").glob("*.tsv"))
        for label, text in _read_lines(path)
    ]


def fill_templates() -> list[Row]:
    """`A_LABEL` different sentences for each sign, from `templates/`; the same every time."""
    chance = random.Random(SEED)
    slots = _read_slots()
    lines = list(_read_lines(TEMPLATES / "stems.tsv"))
    rows = []
    for sign in (-1, 0, 1):
        stems = [line for line in lines if SIGNS[line[0]] == sign]
        rows += _fill_many(stems, slots, chance)
    return rows


def _fill_many(
    stems: list[tuple[str, str]], slots: dict[str, list[str]], chance: random.Random
) -> list[Row]:
    made: dict[str, Row] = {}
    for _ in range(20 * A_LABEL):
        label, stem = chance.choice(stems)
        text = _vary(_fill(stem, slots, chance), chance)
        made.setdefault(text, Row(text, SHARES[label], SIGNS[label], "templates"))
        if len(made) == A_LABEL:
            break
    return list(made.values())


def _fill(stem: str, slots: dict[str, list[str]], chance: random.Random) -> str:
    while "{" in stem:
        stem = re.sub(r"\{(\w+)\}", lambda slot: chance.choice(slots[slot[1]]), stem, count=1)
    return stem


def _vary(text: str, chance: random.Random) -> str:
    """`text` as one of many would say it: drawn together, and with a capital letter."""
    if chance.random() < 0.7:
        for apart, together in CONTRACTED:
            text = re.sub(rf"\b{apart}\b", together, text, flags=re.IGNORECASE)
    return text[0].upper() + text[1:]


def _read_slots() -> dict[str, list[str]]:
    slots = {name: words.split("|") for name, words in _read_lines(TEMPLATES / "slots.txt")}
    slots["name"] = list(NAMES)
    slots["kind"] = list(chain.from_iterable(KINDS))
    return slots


def _read_lines(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            label, text = line.split("\t")
            yield label, text
