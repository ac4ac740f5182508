"""What stands in a message's text and rich text: links, words, who is mentioned."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from workers.sources.straighten import straighten_link

Element = Mapping[str, Any]

MOST_TEXT = 40_000
"""Characters, as many as Slack lets a message have."""
MOST_LINKS = 200
"""In one message; far more than are ever taken."""
LONGEST_LINK = 8_000
_DEEPEST = 12
"""Elements within elements; Slack's own go down to five."""


_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_QUOTE = re.compile(r"^[^\S\n]*(?:&gt;|>).*$", re.MULTILINE)
_LINK = re.compile(
    r"<(?P<marked>https?://[^|<>\s]+)(?:\|[^<>]*)?>|(?P<bare>https?://[^\s<>|]+)", re.IGNORECASE
)
_MARKED = re.compile(r"<[^<>]*>")
_NOT_SOMEONES_OWN = frozenset({"rich_text_quote", "rich_text_preformatted"})


def find_links(text: str, blocks: Sequence[Element]) -> tuple[str, ...]:
    """The http(s) links someone posted, each once, in order; what they quoted is not theirs.

    Rich text says what is a link and what is a quote, so `text` is read only where it has none.
    What a mail filter has wrapped is unwrapped.
    """
    posted = map(_unescaped, _links_in_blocks(blocks))
    found = list(islice(posted, MOST_LINKS)) or islice(_links_in_text(text), MOST_LINKS)
    return tuple(
        dict.fromkeys(straighten_link(link) for link in found if len(link) <= LONGEST_LINK)
    )


def find_file_ids(blocks: Sequence[Element]) -> tuple[str, ...]:
    """Ids of files that stand in the rich text itself; a mention may carry a file only there."""
    return tuple(
        str(element["file_id"])
        for element in _elements(blocks)
        if element.get("type") == "file" and element.get("file_id")
    )


def is_mentioned(text: str, user: str) -> bool:
    """Whether `text` speaks to `user` (an id)."""
    return re.search(_mention(user), text[:MOST_TEXT]) is not None


def starts_with_mention(text: str, user: str) -> bool:
    """Whether `text` is shaped like a command to `user`."""
    return re.match(r"\s*" + _mention(user), text[:MOST_TEXT]) is not None


def find_words_beside_links(text: str) -> tuple[str, ...]:
    """Every word that is no link, mentions and the like included."""
    return tuple(html.unescape(_LINK.sub(" ", text[:MOST_TEXT])).split())


def split_words_around_link(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words before and after the last link, without links, mentions and other marked things.

    Where there is no link all words stand before it.
    """
    text = text[:MOST_TEXT]
    ends = [match.end() for match in _LINK.finditer(text)]
    cut = ends[-1] if ends else len(text)
    return _words(text[:cut]), _words(text[cut:])


def _words(text: str) -> tuple[str, ...]:
    return find_words_beside_links(_MARKED.sub(" ", _LINK.sub(" ", text)))


def _links_in_text(text: str) -> Iterator[str]:
    for match in _LINK.finditer(_QUOTE.sub(" ", _CODE.sub(" ", text[:MOST_TEXT]))):
        yield _unescaped(match["marked"] or match["bare"].rstrip(".,;:!?)'\""))


def _links_in_blocks(blocks: Sequence[Element]) -> Iterator[str]:
    for element in _elements(blocks):
        url = str(element.get("url"))
        if element.get("type") == "link" and url.lower().startswith(("http://", "https://")):
            yield url


def _elements(nodes: Sequence[Element], depth: int = 0) -> Iterator[Element]:
    """Everything inside rich text blocks, however deep, without quotes and code."""
    for node in nodes:
        if node.get("type") in _NOT_SOMEONES_OWN:
            continue
        yield node
        if depth < _DEEPEST:
            yield from _elements(node.get("elements") or (), depth + 1)


def _mention(user: str) -> str:
    return rf"<@{re.escape(user)}(?:\|[^<>]*)?>"


def _unescaped(link: str) -> str:
    """Slack escapes `&`, `<` and `>` inside links too."""
    return link.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
