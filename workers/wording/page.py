"""The words of the page that a chart can be opened as."""

from __future__ import annotations

WORDS = {
    "hint": "Point at a dot, or tap it, to read what was said. Drag across to look closer.",
    "keys": "Arrow keys go from sentence to sentence, plus and minus look closer and less close, "
    "Escape shows the whole meeting.",
    "everyone": "All or none",
    "whole": "Whole meeting",
    "theme": "Dark or light",
    "search": "Search words",
    "found": "{} found",
    "table": "Every sentence as a table",
    "columns": ["Time", "Speaker", "Polarity", "Text"],
    "caption": "Dots are sentences, lines their mean: what was said, not how.",
}
PAGE_TITLE = "Polarity of words"
