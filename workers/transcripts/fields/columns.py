"""Columns: what stands in which column of a table that has no header, told by the cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workers.transcripts.fields.field_names import read_time

_MOST = 0.75
_LEAST_ROWS = 2
_MOST_COLUMNS = 60
_TIMES = ("start", "end", "duration")


def name_columns(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """Names for the columns of `rows`, as a header would have them; None where they tell nothing.

    Times are what can be read as one all the way down, the words are the longest of the rest, and
    who says them recurs. Without a column of times it is no table of this kind.
    """
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    width = max((len(row) for row in rows), default=0)
    alike = [row for row in rows if len(row) == width]
    if not 3 <= width <= _MOST_COLUMNS or len(alike) < max(_LEAST_ROWS, _MOST * len(rows)):
        return None
    cells = [[row[at].strip() for row in alike] for at in range(width)]
    times = [at for at in range(width) if _are_times(cells[at])]
    rest = [at for at in range(width) if at not in times]
    words = max(rest, key=lambda at: sum(map(len, cells[at])), default=None)
    if not times or words is None or not _are_words(cells[words]):
        return None
    names = ["" for _ in range(width)]
    names[words] = "text"
    speaker = _find_speaker([at for at in rest if at != words], cells)
    if speaker is not None:
        names[speaker] = "speaker"
    for at, name in zip(_pick_times(times, cells), _TIMES, strict=False):
        names[at] = name
    return names


def _are_times(cells: Sequence[str]) -> bool:
    return all(cell and cell[0].isdigit() and read_time(cell) is not None for cell in cells)


def _are_words(cells: Sequence[str]) -> bool:
    return sum(" " in cell for cell in cells) * 2 >= len(cells)


def _find_speaker(columns: Sequence[int], cells: Sequence[Sequence[str]]) -> int | None:
    """The column of several who recur; of two such, the one that calls them by longer names."""
    named = [at for at in columns if 1 < len(set(cells[at])) < len(cells[at]) and all(cells[at])]
    return max(named, key=lambda at: sum(map(len, cells[at])), default=None)


def _pick_times(times: Sequence[int], cells: Sequence[Sequence[str]]) -> list[int]:
    """The columns of start, end and duration; one that says the same in another unit is neither."""
    start = times[0]
    begins = [read_time(cell) or 0.0 for cell in cells[start]]
    picked = [start]
    for at in times[1:]:
        ends = [read_time(cell) or 0.0 for cell in cells[at]]
        later = all(end >= begin for begin, end in zip(begins, ends, strict=True))
        if later and ends != begins and _is_same_scale(begins, ends):
            return [*picked, at]
    return picked


def _is_same_scale(begins: Sequence[float], ends: Sequence[float]) -> bool:
    """Whether what ends does so about when the next begins, not a thousand times later."""
    gaps = [after - before for before, after in pairwise(begins)]
    spans = [end - begin for begin, end in zip(begins, ends, strict=True)]
    return sum(spans) <= 10 * (sum(map(abs, gaps)) + sum(spans[-1:]))
