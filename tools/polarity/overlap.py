"""Sentences for measuring are kept out of training: no equal one, and no run of five words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tools.polarity.held_out import read_held_out, read_held_out_pairs, read_texts
from tools.polarity.sources import Row

RUN = 5
"""Words in a row that two sentences share only if one was made from the other."""


def list_measured(files: Iterable[Path]) -> list[str]:
    """What is measured with: held-out sentences and pairs, and those in `files` (text first)."""
    return [
        *(text for text, _, _ in read_held_out()),
        *(text for pairs in read_held_out_pairs().values() for pair in pairs for text in pair),
        *(text for path in files for text in read_texts(path)),
    ]


def drop_kept_apart(rows: Iterable[Row], texts: Iterable[str]) -> list[Row]:
    """`rows` without those that say what one of `texts` says."""
    texts = list(texts)
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
