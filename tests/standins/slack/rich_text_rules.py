"""Rich text of Block Kit: what Slack refuses in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.standins.slack.block_text import complaint, count, fields, length
from tests.standins.slack.nouns import Json

SHELLS = {
    "rich_text_section": "",
    "rich_text_quote": "border",
    "rich_text_preformatted": "border language",
}
"""What holds words, and the fields that it may have beside them."""
WORDS = {
    "text": ("text", "style"),
    "link": ("url", "text style unsafe"),
    "user": ("user_id", "style"),
    "channel": ("channel_id", "style"),
    "usergroup": ("usergroup_id", "style"),
    "emoji": ("name", "unicode skin_tone style url"),
    "date": ("timestamp format", "url fallback style"),
    "broadcast": ("range", "style"),
    "color": ("value", "style"),
}
STYLES = {"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight"}
STYLES_OF_PEOPLE = STYLES | {"unlink"}


def rich_text_problems(block: Json, at: str) -> Iterator[str]:
    """Every complaint about a `rich_text` block, or a cell of a table that is one."""
    yield from fields(block, at, "elements")
    yield from count(block.get("elements"), 1000, f"{at}/elements", least=0)
    for place, shell in enumerate(_listed(block)):
        yield from _shell(shell, f"{at}/elements/{place}")


def _shell(part: Any, at: str) -> Iterator[str]:
    kind = part.get("type") if isinstance(part, dict) else None
    if kind == "rich_text_list":
        yield from fields(part, at, "elements style", "indent border offset")
        for place, each in enumerate(_listed(part)):
            yield from _shell(each, f"{at}/elements/{place}")
    elif kind in SHELLS:
        yield from fields(part, at, "elements", SHELLS[kind])
        for place, each in enumerate(_listed(part)):
            yield from _words(each, f"{at}/elements/{place}")
    else:
        yield complaint(f"unsupported type: {kind}", at)


def _words(part: Any, at: str) -> Iterator[str]:
    kind = part.get("type") if isinstance(part, dict) else None
    if kind not in WORDS:
        yield complaint(f"unsupported type: {kind}", at)
        return
    yield from fields(part, at, *WORDS[kind])
    if "text" in part:
        yield from length(part["text"], 3000, f"{at}/text")
    if "url" in part:
        yield from length(part["url"], 3000, f"{at}/url")
    known = STYLES_OF_PEOPLE if kind in {"user", "channel", "usergroup"} else STYLES
    for style in set(part.get("style", ())) - known:
        yield complaint(f"invalid additional property: {style}", f"{at}/style")


def _listed(part: Json) -> list[Any]:
    items = part.get("elements")
    return items if isinstance(items, list) else []
