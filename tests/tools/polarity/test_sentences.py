"""Our own training sentences, and how they are changed from epoch to epoch."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tools.polarity.augment import augment, speak_otherwise, swap_people, write_plainly
from tools.polarity.overlap import drop_kept_apart, list_measured
from tools.polarity.own import A_LABEL, SHARES, fill_templates, read_later, read_written
from tools.polarity.people import CREEDS, GENDERED, NAMES
from tools.polarity.sources import Row


def make_row(text: str, label: str = "0") -> Row:
    return Row(text, SHARES[label], 0, "written")


def test_every_line_has_a_label_and_stands_once() -> None:
    written = read_written()
    assert len(written) > 1500
    assert len({row.text for row in written}) == len(written)
    assert all(row.text == row.text.strip() != "" for row in written)


def test_templates_are_filled_the_same_every_time_and_each_sign_alike() -> None:
    made = fill_templates()
    assert made == fill_templates()
    for sign in (-1, 0, 1):
        texts = {row.text for row in made if row.sign == sign}
        assert len(texts) == A_LABEL
    assert not [row.text for row in made if "{" in row.text or "}" in row.text]


def test_what_is_kept_apart_is_left_out(tmp_path: Path) -> None:
    apart = tmp_path / "apart.tsv"
    apart.write_text("text\tlabel\nThe old bridge was closed for good.\tneg\nNo, thanks.\tneu\n")
    rows = [
        make_row("They say the old bridge was closed."),
        make_row("no thanks"),
        make_row("The old bridge is open."),
    ]
    assert drop_kept_apart(rows, list_measured([apart])) == [rows[2]]


def test_nothing_that_is_learned_says_what_is_held_out() -> None:
    measured = list_measured([])
    assert len(measured) > 150
    for rows in (read_written(), read_later(), fill_templates()):
        assert drop_kept_apart(rows, measured) == rows


def test_shares_and_signs_survive_every_change() -> None:
    rows = [*read_written()[::20], *fill_templates()[::200]]
    known = {(row.share, row.sign) for row in rows}
    changed = augment(rows, random.Random(1))
    assert len(changed) > len(rows)
    assert {(row.share, row.sign) for row in changed} == known
    assert all(row.text.strip() for row in changed)
    assert changed == augment(rows, random.Random(1))


def test_who_is_spoken_of_is_swapped_within_one_kind() -> None:
    chance = random.Random(3)
    drawn = {swap_people("Anjali met a Muslim nurse and his wife", chance) for _ in range(300)}
    names, creeds, partners = zip(*(parse(text) for text in drawn), strict=True)
    assert {creed.lower() for creed in creeds} == {creed.lower() for creed in CREEDS}
    assert len(set(names)) > 50
    assert set(names) <= set(NAMES)
    assert set(partners) == {("his", "wife"), ("his", "husband")}
    assert ("wife", "husband") in GENDERED or ("husband", "wife") in GENDERED


def parse(text: str) -> tuple[str, str, tuple[str, str]]:
    words = text.split()
    return words[0], words[3], (words[6], words[7])


def test_dialects_change_how_and_not_what() -> None:
    chance = random.Random(2)
    drawn = {speak_otherwise("She isn't going to move it today.", chance) for _ in range(200)}
    assert len(drawn) > 5
    assert all("move it" in text for text in drawn)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("It's 5 o'clock, Tom!", "it's 5 o'clock tom"),
        ("Well-known ‘thing’…", "well known thing"),
        ("!!!", "uh"),
    ],
)
def test_as_a_recogniser_writes(text: str, plain: str) -> None:
    assert write_plainly(text) == plain
