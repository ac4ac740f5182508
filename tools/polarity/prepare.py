"""Prepare: data and our own sentences become training rows and a vocabulary.

DATA=folder [KEPT_APART=a.tsv:b.tsv] python -m tools.polarity.prepare
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable

from tools.polarity.base import read_base_vocabulary
from tools.polarity.folders import find_data, find_kept_apart, find_work
from tools.polarity.overlap import drop_kept_apart, list_measured
from tools.polarity.own import fill_templates, read_later, read_written
from tools.polarity.people import GENDERED, KINDS, NAMES
from tools.polarity.sources import Row, read_goemotions
from workers.engines.local.polarity.pieces import WordPieces

PIECES = 10_000
"""Pieces that are kept beside single characters: fewer begin to cost, more do not gain."""


def prepare() -> None:
    measured = list_measured(find_kept_apart())
    own = [*fill_templates(), *read_written()]
    kept = drop_kept_apart(own, measured)
    if drop_kept_apart(later := read_later(), measured) != later:
        raise SystemExit("a sentence in written/later says what a sentence says that is kept apart")
    rows = [*read_goemotions(find_data(), "train"), *kept]
    vocabulary = choose_vocabulary(rows)
    work = find_work()
    lines = [json.dumps([row.text, row.share, row.sign, row.source]) for row in rows]
    (work / "rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (work / "vocabulary.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    for (source, sign), count in sorted(Counter((r.source, str(r.sign)) for r in rows).items()):
        print(f"{source:11s} {sign:>4s} {count:6d}")
    print(f"left out because they are kept apart: {len(own) - len(kept)}")
    print(f"vocabulary: {len(vocabulary)} pieces")


def choose_vocabulary(rows: Iterable[Row]) -> list[str]:
    """The pieces of the base that are kept: the special ones, all single characters, the commonest.

    What is met equally often goes by the base's own order, which is by frequency too. Words for
    people are always kept, whoever they are: a name in pieces would be read with less care.
    """
    base = read_base_vocabulary()
    cutter = WordPieces(base)
    met: Counter[int] = Counter()
    for row in rows:
        met.update(cutter.cut(row.text))
    people = {piece for word in _list_people() for piece in cutter.cut(word)}
    always = {n for n, piece in enumerate(base) if _is_needed(piece)} | people
    common = sorted(range(len(base)), key=lambda n: (-met[n], n))[:PIECES]
    return [base[n] for n in sorted(always | set(common))]


def _list_people() -> list[str]:
    words = [word for kind in KINDS for word in kind]
    return [*NAMES, *words, *(word for pair in GENDERED for word in pair)]


def _is_needed(piece: str) -> bool:
    special = re.fullmatch(r"\[(PAD|UNK|CLS|SEP|MASK)\]", piece)
    return special is not None or len(piece.removeprefix("##")) == 1


if __name__ == "__main__":
    prepare()
