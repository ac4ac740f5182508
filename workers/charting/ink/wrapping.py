"""A quote in a little room: in its marks, on a few rows, cut at a word."""

from __future__ import annotations

from workers.charting.ink.labels import ELLIPSIS, is_drawable, measure_width


def wrap_quote(text: str, most: int, room: float, size: float) -> list[str]:
    """At most so many rows of `room` pixels, the last with an ellipsis where more was said.

    No rows of a text that cannot be drawn, or has a word that does not fit.
    """
    words = text.split()
    if not words or not is_drawable(text):
        return []
    rows: list[str] = []
    row = "“" + words[0]
    for place, word in enumerate(words[1:], start=1):
        longer = f"{row} {word}"
        last = place == len(words) - 1
        if measure_width(longer + ("”" if last else ELLIPSIS + "”"), size) <= room:
            row = longer
        elif len(rows) == most - 1:
            return _that_fit([*rows, f"{row.rstrip(',.;:')}{ELLIPSIS}”"], room, size)
        else:
            rows.append(row)
            row = word
    return _that_fit([*rows, f"{row}”"], room, size)


def _that_fit(rows: list[str], room: float, size: float) -> list[str]:
    return rows if all(measure_width(row, size) <= room for row in rows) else []
