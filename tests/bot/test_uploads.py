"""Files that are there, and files that only seem to be."""

from __future__ import annotations

import pytest

from bot.uploads import find_uploads, is_there

FILE = {"id": "F1", "name": "call.m4a"}


def test_a_file_is_there_until_it_is_taken_away() -> None:
    assert is_there(FILE)
    assert [each.slack_file for each in find_uploads([FILE])] == ["F1"]


@pytest.mark.parametrize(
    "gone",
    [
        {"mode": "tombstone"},
        {"file_access": "access_denied"},
        {"file_access": "file_not_found"},
        {"id": ""},
    ],
)
def test_what_is_gone_or_closed_to_us_is_no_recording(gone: dict[str, str]) -> None:
    assert not is_there(FILE | gone)
    assert find_uploads([FILE | gone]) == ()
    assert find_uploads([{"id": "F1"} | gone]) == (), "nor where Slack tells nothing else"
