"""Batches: rows of about the same length together, so that little of a batch is padding."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from torch import Tensor

from tools.polarity.augment import augment
from tools.polarity.sources import Row
from workers.engines.local.polarity.pieces import WordPieces
from workers.engines.local.polarity.windows import WINDOW

BATCH = 64
POOL = 40 * BATCH
"""Rows that are sorted by length before they are cut into batches."""

Taught = tuple[list[int], tuple[float, float, float]]


def make_epoch(rows: Sequence[Row], cutter: WordPieces, seed: int) -> list[list[Taught]]:
    """All batches of one epoch, in order; the same for the same `seed`."""
    chance = random.Random(seed)
    taught = [(close_pieces(cutter, row.text), row.share) for row in augment(rows, chance)]
    chance.shuffle(taught)
    batches = []
    for start in range(0, len(taught), POOL):
        pool = sorted(taught[start : start + POOL], key=lambda one: len(one[0]))
        batches += [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
    chance.shuffle(batches)
    return batches


def close_pieces(cutter: WordPieces, text: str) -> list[int]:
    """The pieces of the first window of `text`, between the opening and the closing piece."""
    return [cutter.opening, *cutter.cut(text)[: WINDOW - 2], cutter.closing]


def pad(pieces: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """`pieces` as one tensor (rows x longest) of numbers, and the mask of what is there."""
    longest = max(map(len, pieces))
    numbers = torch.zeros(len(pieces), longest, dtype=torch.long)
    mask = torch.zeros(len(pieces), longest)
    for at, row in enumerate(pieces):
        numbers[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = 1
    return numbers, mask
