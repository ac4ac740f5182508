"""Who says what, and when, in files as a hundred programs write them.

Another file is another line of `programs/who-says-what.json`: speaker, start in seconds (or null),
and words; what one speaker says without another between stands there once.
"""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import pytest

from workers import transcripts

FOLDER = Path(__file__).parent / "programs"
RIGHT = json.loads((FOLDER / "who-says-what.json").read_text("utf-8"))


@pytest.mark.parametrize("name", RIGHT)
def test_a_file_as_a_program_writes_it(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    form = transcripts.find_form(data[:4096], name)
    assert form is not None
    turns = [list(turn) for _, turn in groupby(transcripts.read(data, form).said, who_speaks)]
    assert [[turn[0].speaker, " ".join(one.text for one in turn)] for turn in turns] == [
        [speaker, words] for speaker, _, words in RIGHT[name]
    ]
    for turn, (_, start_s, _) in zip(turns, RIGHT[name], strict=True):
        assert start_s is None or abs(turn[0].start_s - start_s) <= 0.2


def who_speaks(one: transcripts.Said) -> str:
    return one.speaker


def test_every_file_is_told_of() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*RIGHT, "who-says-what.json"}
