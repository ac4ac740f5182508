"""Held out: sentences and pairs of our own, written before training and never in it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tools.polarity.folders import HELD_OUT


def read_held_out() -> list[tuple[str, str, str]]:
    """Text, label and kind of each labelled sentence."""
    return [(text, label, kind) for text, label, kind in _read("numbers")]


def read_held_out_pairs() -> dict[str, list[tuple[str, str]]]:
    """For each English the same said in written English and in it."""
    pairs = defaultdict(list)
    for english, standard, other in _read("pairs"):
        pairs[english].append((standard, other))
    return dict(pairs)


def read_held_out_people() -> dict[str, list[str]]:
    """Words for people that training swaps with nothing, kind by kind."""
    people = defaultdict(list)
    for kind, word in _read("people"):
        people[kind].append(word)
    return dict(people)


def read_held_out_frames() -> list[str]:
    """Sentences with a `{}` where a word for people goes."""
    return [frame for _, frame in _read("frames")]


def read_texts(path: Path) -> list[str]:
    """The texts of a labelled file: the first column under its head line."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t")[0] for line in lines]


def _read(name: str) -> list[list[str]]:
    lines = (HELD_OUT / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]
