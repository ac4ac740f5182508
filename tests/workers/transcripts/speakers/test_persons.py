"""One person is one speaker."""

from __future__ import annotations

import pytest

from tests.workers.transcripts.files import make_vtt, who_says
from workers.transcripts.speakers.persons import unite_spellings


@pytest.mark.parametrize(
    "other",
    [
        *("Ada Moss (Guest)", "Ada Moss (Unverified)", "Ada Moss (External)", "Ada Moss (She/Her)"),
        *("Moss, Ada", "Moss, Ada (External)", "ada moss", "ADA MOSS", "Ada  Moss"),
        *("Ada Moss [they/them] (Guest)", "Ada Moss (Host, me)", "Ada Moss (Gast)"),
    ],
)
def test_spellings_of_one_person(other: str) -> None:
    cues = make_vtt(f"<v {other}>Bad.</v>", "<v Ada Moss>Good.</v>", "<v Ben Oak>No.</v>")
    assert [who for who, _ in who_says(cues)] == ["Ada Moss", "Ada Moss", "Ben Oak"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Moss", "Ada Oak"),
        ("Ada Moss", "Ada"),
        ("Ada Moss (Oak Inc)", "Ada Moss (Fir Inc)"),
        ("Ada Moss, MD", "Ada Moss, PhD"),
        ("Speaker One", "speaker_1"),
    ],
)
def test_different_people_stay_apart(one: str, other: str) -> None:
    assert unite_spellings([one, other]) == {one: one, other: other}


def test_a_label_spelled_in_one_way_stays_as_it_is() -> None:
    assert unite_spellings(["Moss, Ada (Guest)"]) == {"Moss, Ada (Guest)": "Moss, Ada (Guest)"}


def test_the_plain_form_is_shown_even_where_it_never_stands_alone() -> None:
    shown = unite_spellings(["Ada Moss (Guest)", "Ada Moss (Unverified)"])
    assert set(shown.values()) == {"Ada Moss"}


def test_a_name_with_capitals_is_shown_where_it_stands_beside_a_badge_only() -> None:
    shown = unite_spellings(["Ada Moss (she/her)", "ada moss"])
    assert set(shown.values()) == {"Ada Moss"}
