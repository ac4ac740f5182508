"""Table: transcripts as comma or tab separated values with a header."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from itertools import islice

from workers.domain.errors import Refused, Why
from workers.transcripts.cues.stretches import Passage, say_stretches
from workers.transcripts.fields.columns import name_columns
from workers.transcripts.fields.field_names import (
    DURATION,
    END,
    SPEAKER,
    START,
    TEXT,
    find_unit,
    guess_unit,
    pick_field,
    read_time,
)
from workers.transcripts.raw.limits import MOST_STRETCHES, refuse_too_much
from workers.transcripts.said import Transcript

_DELIMITERS = "\t;,|"
_BAR = "\x01"
_MOST_COLUMNS = 60
_HEADER_ROWS = 5
"""A title or two may stand above the header."""
_FIRST_ROWS = 20


def read_table(text: str) -> Transcript:
    """A table whose header names a column of words; who and when stand in others, if at all.

    Raises Refused: `NOT_A_RECORDING` where no header does, `UNREADABLE` where it is broken,
    `TRANSCRIPT_TOO_LONG` for more rows than a transcript can have.
    """
    lines = text.lstrip("\ufeff\n").split("\n")
    found = _find_header(lines)
    if found is None:
        rows = _read_cells(lines, _find_delimiter(lines))
        header = name_columns(rows)
    else:
        header, *rows = _read_cells(lines[found[0] :], found[1])
    if header is None:
        raise Refused(Why.NOT_A_RECORDING)
    refuse_too_much(len(rows), MOST_STRETCHES)
    columns = {name: place for place, name in enumerate(header[:_MOST_COLUMNS]) if name.strip()}
    return _read_rows([row for row in rows if any(row)], columns)


def is_table(text: str) -> bool:
    """Whether `text` begins with a header that names a column of words, and who or when.

    Without one, cells between tabs that tell when and who will do.
    """
    lines = text.lstrip("\ufeff\n").split("\n")
    if _find_header(lines) is not None:
        return True
    whole = lines[:-1][:_FIRST_ROWS] or lines
    names = name_columns([line.split("\t") for line in whole]) or []
    return "\t" in text and "speaker" in names


def _read_cells(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        written = (f"{line}\n" for line in lines)
        if delimiter == "|":  # Markdown's own tables hold a bar as a word behind a slash
            written = (line.replace(r"\|", _BAR) for line in written)
        cells = islice(csv.reader(written, delimiter=delimiter), MOST_STRETCHES + 2)
        return [[cell.replace(_BAR, "|") for cell in row] for row in cells]
    except csv.Error as cause:
        raise Refused(Why.UNREADABLE) from cause


def _find_delimiter(lines: Sequence[str]) -> str:
    """What parts the cells of the first rows; of several, what parts all of them."""
    first = [line for line in lines[:_FIRST_ROWS] if line.strip()]
    return max(_DELIMITERS, key=lambda sign: min((line.count(sign) for line in first), default=0))


def _find_header(lines: Sequence[str]) -> tuple[int, str] | None:
    for at, line in enumerate(lines[:_HEADER_ROWS]):
        if len(line) > 2000:
            return None
        for delimiter in _DELIMITERS:
            names = [name.strip().strip('"') for name in line.split(delimiter)]
            if len(names) > 1 and pick_field(names, TEXT) and pick_field(names, SPEAKER + START):
                return at, delimiter
    return None


def _read_rows(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> Transcript:
    text = pick_field(columns, TEXT)
    rest = [name for name in columns if name != text]
    start = pick_field(rest, START)
    rest = [name for name in rest if name != start]
    end, length = pick_field(rest, END), pick_field(rest, DURATION)
    speaker = pick_field([name for name in rest if name not in {end, length}], SPEAKER)

    def cell(row: Sequence[str], name: str | None) -> str:
        place = columns.get(name or "", -1)
        return row[place].strip() if 0 <= place < len(row) else ""

    starts = [cell(row, start) for row in rows]
    ends = [cell(row, end) for row in rows]
    words = [cell(row, text) for row in rows]
    unit = find_unit(start or "") or guess_unit(
        starts, ends, sum(len(one.split()) for one in words)
    )
    stretches = []
    for row, said, starts_at, ends_at in zip(rows, words, starts, ends, strict=True):
        start_s, end_s = _scale(read_time(starts_at), unit), _scale(read_time(ends_at), unit)
        length_s = _scale(read_time(cell(row, length)), find_unit(length or "") or unit)
        if end_s is None and start_s is not None and length_s is not None:
            end_s = start_s + length_s
        stretches.append(Passage(cell(row, speaker).rstrip(" :："), said, start_s, end_s))
    return say_stretches(stretches)


def _scale(time: float | None, unit: float) -> float | None:
    return None if time is None else time * unit
