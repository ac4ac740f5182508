"""Shared files: what people may have of a chart as files in its thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

FileForm = Literal["csv", "vtt", "json", "page"]
FILE_FORMS: tuple[FileForm, ...] = get_args(FileForm)

FILE_NAMES: Mapping[FileForm, tuple[str, ...]] = {
    "csv": ("scores.csv", "speakers.csv", "strongest.csv"),
    "vtt": ("transcript.vtt",),
    "json": ("meeting.json",),
    "page": ("chart.html",),
}
"""What the files of each form are called."""


def list_names(forms: tuple[FileForm, ...]) -> tuple[str, ...]:
    """The names of all files of these forms."""
    return tuple(name for form in forms for name in FILE_NAMES[form])
