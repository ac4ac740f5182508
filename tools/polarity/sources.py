"""What others wrote and we train on: each source with its licence and the hash of its files."""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass
from pathlib import Path

from tools.polarity.people import CREEDS, NAMES

SOURCE = "GoEmotions (Google Research), Apache-2.0"
SHA256 = {
    "goe_train.tsv": "1c254a142be5c00e80d819b9ae1bbd36d94b2eeb8f4b1271846508d57e57d9c5",
    "goe_dev.tsv": "575489c079c9de1097062a01738f998590d6b7ead66dd1c9fd1d2ba01fd8bc62",
    "goe_test.tsv": "0587b2dd8b27b97352adbfc3fb083d46005c8946657fdc2b1ca8b1cc7f1f8be4",
}
POSITIVE = frozenset({0, 1, 4, 5, 8, 13, 15, 17, 18, 20, 21, 23})
NEGATIVE = frozenset({2, 3, 9, 10, 11, 12, 14, 16, 19, 24, 25})
"""Emotions by number, grouped as the data set's own authors do; the rest says neither."""


class DataDiffer(Exception):
    """A file is not the one that the figures in the model card were measured with."""


@dataclass(frozen=True)
class Row:
    """One text: `share` is how much of it is negative, neutral, positive (sums to 1).

    `sign` is -1, 0 or 1, or None where its annotators contradict each other.
    """

    text: str
    share: tuple[float, float, float]
    sign: int | None
    source: str


def read_goemotions(data: Path, part: str) -> list[Row]:
    """The rows of one part (`train`, `dev`, `test`) of GoEmotions.

    Raises `DataDiffer` where the file is another one.
    """
    path = data / "goemotions" / f"goe_{part}.tsv"
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256[path.name]:
        raise DataDiffer(f"{path.name} is not the file that {SOURCE} was measured with")
    chance = random.Random(1)
    return [_read_line(line, chance) for line in content.decode("utf-8").splitlines()]


def _read_line(line: str, chance: random.Random) -> Row:
    text, listed, _ = line.split("\t")
    signs = [_find_sign(int(number)) for number in listed.split(",")]
    negative, neutral, positive = (signs.count(sign) / len(signs) for sign in (-1, 0, 1))
    sign = None if negative and positive else (positive > 0) - (negative > 0)
    return Row(_fill_masks(text, chance), (negative, neutral, positive), sign, "goemotions")


def _find_sign(emotion: int) -> int:
    return (emotion in POSITIVE) - (emotion in NEGATIVE)


def _fill_masks(text: str, chance: random.Random) -> str:
    """`text` with names for the data set's [NAME]: any name may stand in any kind of sentence."""
    text = text.replace("[RELIGION]", chance.choice(CREEDS))
    text = re.sub(r"\[NAME\]", lambda _: chance.choice(NAMES), text)
    return " ".join(text.split())
