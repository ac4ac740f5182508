"""What others wrote, made harmless; numbers as people read them."""

from __future__ import annotations

import pytest

from workers.wording.mrkdwn import (
    escape,
    shorten,
    write_clock,
    write_link,
    write_signed,
    write_span,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;"),
        ("two\nlines\tand a\x1b[31m colour", "two lines and a [31m colour"),
        ("\u202efdp.exe", "fdp.exe"),
        ("snake_case_name", "snake_case_name"),
        ("علی\u200cرضا 👩\u200d👧", "علی\u200cرضا 👩\u200d👧"),
        ("\u200d a\u200c \u200d", "a"),
    ],
)
def test_escaped(text: str, expected: str) -> None:
    assert escape(text) == expected


@pytest.mark.parametrize("text", ["*bold*", "_slanted_", "~gone~", "`code`"])
def test_formatting_is_broken_up(text: str) -> None:
    assert "\u200b" in escape(text)
    assert escape(text).replace("\u200b", "") == text


def test_an_escape_is_never_cut_in_two() -> None:
    assert escape("&" * 500, limit=10) == "&amp;" * 9 + "…"


def test_an_address_cannot_leave_its_link() -> None:
    assert write_link("https://h/a?b=1&c=2", "1:01") == "<https://h/a?b=1&amp;c=2|1:01>"
    assert write_link("https://h/<!channel>|x y", "1:01") == "<https://h/%3C!channel%3E%7Cxy|1:01>"


def test_shortened() -> None:
    assert shorten("abcdef", 6) == "abcdef"
    assert shorten("abcdefg", 6) == "abcde…"


def test_numbers() -> None:
    assert [write_clock(seconds) for seconds in (0, 61.9, 3725)] == ["0:00", "1:01", "1:02:05"]
    assert [write_span(seconds) for seconds in (0.2, 89, 150, 3600, 5000)] == [
        *("1 s", "89 s", "2 min", "1 h", "1 h 23 min"),
    ]
    assert [write_signed(polarity) for polarity in (0.424, -0.3)] == ["+0.42", "−0.30"]
    assert [write_signed(polarity, 1) for polarity in (-0.04, 0.31)] == ["0.0", "+0.3"]
