"""Language tags as people type them."""

from __future__ import annotations

import pytest

from bot.language import read_language_tag


@pytest.mark.parametrize(
    ("typed", "proper"),
    [
        ("en", "en"),
        ("EN_us", "en-US"),
        (" de-at ", "de-AT"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("yue", "yue"),
        (" AUTO ", "auto"),
    ],
)
def test_a_tag_gets_its_proper_form(typed: str, proper: str) -> None:
    assert read_language_tag(typed) == proper


@pytest.mark.parametrize("typed", ["", "e", "english", "en-", "en-USA", "en-u-ca-buddhist", "١٢"])
def test_everything_else_is_none(typed: str) -> None:
    assert read_language_tag(typed) is None
