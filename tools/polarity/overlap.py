"""Sentences for measuring are kept out of training: no equal one, and no run of five words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tools.polarity.sources import Row

RUN = 5
"""Words in a row that two sentences share only if one was made from the other."""


def drop_kept_apart(rows: Iterable[Row], files: Iterable[Path]) -> list[Row]:
    """`rows` without those that say what a sentence in `files` (text first, tab parted) says."""
    texts = [
        line.split("\t")[0]
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()[1:]
    ]
    whole = {tuple(_list_words(text)) for text in texts}
    runs = {run for text in texts for run in _list_runs(_list_words(text))}
    return [
        row
        for row in rows
        if tuple(words := _list_words(row.text)) not in whole and runs.isdisjoint(_list_runs(words))
    ]


def _list_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def _list_runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
