"""Pairs: heads in two lines, a name on one and the time on the other, made into heads in one.

Which of the two stands first is the habit of a whole file, so that a `Yes` beside a time here and
there is nobody's name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workers.transcripts.speakers.names import ends_a_sentence, name_in


def pair_heads(lines: Sequence[str], is_time: Callable[[str], object]) -> list[str]:
    """`lines` in which each name right beside a bare time shares its line."""
    times = [row for row, line in enumerate(lines) if is_time(line)]
    name_first = [row for row in times if row and _is_name(lines[row - 1])]
    time_first = [row for row in times if row + 2 < len(lines) and _is_name(lines[row + 1])]
    rows, beside = max((name_first, -1), (time_first, 1), key=lambda habit: len(habit[0]))
    if not rows or 2 * len(rows) < len(times):
        return list(lines)
    heads = {row: f"{lines[row + beside]}  {lines[row]}" for row in rows}
    gone = {row + beside for row in rows}
    return [heads.get(row, line) for row, line in enumerate(lines) if row not in gone]


def _is_name(line: str) -> bool:
    return bool(name_in(line)) and not ends_a_sentence(line)
