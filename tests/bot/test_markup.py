"""Links, words and mentions in what people post."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import quote

import pytest

from bot import markup

MP3 = "https://example.com/standup.mp3"


def rich_text(*elements: dict[str, Any], kind: str = "rich_text_section") -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(elements)}]}


def link(url: str) -> dict[str, Any]:
    return {"type": "link", "url": url}


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (f"<{MP3}>", (MP3,)),
        (f"look: <{MP3}|the standup>, thanks", (MP3,)),
        ("<https://a.example/x.mp3?a=1&amp;b=2>", ("https://a.example/x.mp3?a=1&b=2",)),
        (f"<{MP3}> and <{MP3}>", (MP3,)),
        (f"{MP3}.", (MP3,)),
        (f"plain {MP3} 4", (MP3,)),
        (f"<Https://Example.com/standup.mp3> {MP3}", (MP3,)),
        (f"<https://www.google.com/url?q={MP3}&amp;sa=D|the standup>", (MP3,)),
        ("<mailto:ada@example.com|ada@example.com>", ()),
        ("<#C1|general> <!here> <@U1>", ()),
        (f"&gt; <{MP3}>\nwhat he said", ()),
        (f"`{MP3}` and ```\n{MP3}\n```", ()),
        ("", ()),
    ],
)
def test_links_stand_in_the_text(text: str, links: tuple[str, ...]) -> None:
    assert markup.find_links(text, []) == links


def test_rich_text_goes_before_the_text() -> None:
    blocks = [rich_text({"type": "text", "text": "see "}, link("https://a.example/a&b.mp3"))]

    assert markup.find_links(f"<https://a.example/a&amp;b.mp3> <{MP3}>", blocks) == (
        "https://a.example/a&b.mp3",
    )


def test_links_in_rich_text_are_straightened_too() -> None:
    wrapped = f"HTTPS://eur01.safelinks.protection.outlook.com/?url={quote(MP3)}&data=05"

    assert markup.find_links("", [rich_text(link(wrapped))]) == (MP3,)


def test_links_in_lists_are_found_however_deep() -> None:
    inner = rich_text(link(MP3))["elements"][0]
    blocks = [{"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": [inner]}]}]

    assert markup.find_links("", blocks) == (MP3,)


@pytest.mark.parametrize("kind", ["rich_text_quote", "rich_text_preformatted"])
def test_what_is_quoted_is_not_ones_own(kind: str) -> None:
    blocks = [rich_text(link("https://a.example/quoted.mp3"), kind=kind), rich_text(link(MP3))]

    assert markup.find_links("", blocks) == (MP3,)


def test_other_schemes_in_rich_text_are_no_links() -> None:
    assert markup.find_links("", [rich_text(link("mailto:ada@example.com"))]) == ()


def test_a_file_may_stand_in_the_rich_text_itself() -> None:
    blocks = [rich_text({"type": "file", "file_id": "F0123456789"})]

    assert markup.find_file_ids(blocks) == ("F0123456789",)


def test_a_mention_names_the_bot_and_nobody_else() -> None:
    assert markup.is_mentioned("hey <@U1> hear this", "U1")
    assert markup.is_mentioned("<@U1|undertone> hear this", "U1")
    assert not markup.is_mentioned("hey <@U12> hear this", "U1")
    assert markup.starts_with_mention(" <@U1> hear", "U1")
    assert not markup.starts_with_mention("hey <@U1>", "U1")


def test_words_stand_before_and_after_the_last_link() -> None:
    text = f"<@U1> hear <{MP3}|this one> and <{MP3}> 4 R&amp;D voices"

    assert markup.split_words_around_link(text) == (("hear", "and"), ("4", "R&D", "voices"))
    assert markup.split_words_around_link("<@U1> help") == (("help",), ())


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\n" * 40_000 + "b",
        "<@U0BOT|" * 20_000,
        "<" * 100_000,
        "> " * 50_000,
        "`" * 100_001,
        "<https://a.example/|" * 10_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    """A listener has three seconds; it holds everybody else's up, too."""
    started = time.process_time()
    markup.find_links(text, ())
    markup.is_mentioned(text, "U0BOT")
    markup.starts_with_mention(text, "U0BOT")
    markup.find_words_beside_links(text)
    markup.split_words_around_link(text)
    assert time.process_time() - started < 1


def test_links_without_number_or_end_are_not_looked_at() -> None:
    many = [link(f"https://a.example/{number}.mp3") for number in range(5000)]
    endless = link("https://a.example/" + "x" * 10_000)
    assert len(markup.find_links("", [rich_text(*many)])) == markup.MOST_LINKS
    assert markup.find_links("", [rich_text(endless, link(MP3))]) == (MP3,)


def test_elements_within_elements_have_an_end() -> None:
    deep = link(MP3)
    for _ in range(900):
        deep = {"type": "rich_text_section", "elements": [deep]}
    assert markup.find_links("", [deep]) == ()
