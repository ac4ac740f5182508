"""Text, option and image parts of Block Kit: what Slack refuses in them.

Every check yields complaints in the words of Slack's `response_metadata.messages`, each with a
pointer to the place: `must be less than 151 characters [json-pointer:/blocks/0/text/text]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.standins.slack.nouns import Json

FileCheck = Callable[[Json], bool]
"""Whether a `slack_file` object names an image that Slack has processed."""

FILE_ID = re.compile(r"F[A-Z0-9]{8,}")


def complaint(problem: str, at: str) -> str:
    """One line as Slack words it."""
    return f"{problem} [json-pointer:{at}]"


def fields(part: Json, at: str, required: str, optional: str = "") -> Iterator[str]:
    """Complains about fields that are missing and about fields that do not exist."""
    needed = required.split()
    for name in needed:
        if part.get(name) is None:
            yield complaint(f"missing required field: {name}", at)
    known = {"type", "block_id", *needed, *optional.split()}
    for name in part:
        if name not in known:
            yield complaint(f"invalid additional property: {name}", at)


def length(text: Any, limit: int, at: str, *, least: int = 1) -> Iterator[str]:
    """Complains about a string that is none, too short or too long."""
    if not isinstance(text, str):
        yield complaint("must provide a string", at)
    elif len(text) < least:
        yield complaint(f"must be more than {least - 1} characters", at)
    elif len(text) > limit:
        yield complaint(f"must be less than {limit + 1} characters", at)


def count(items: Any, limit: int, at: str, *, least: int = 1) -> Iterator[str]:
    """Complains about a list that is none, too short or too long."""
    if not isinstance(items, list):
        yield complaint("must provide an array", at)
    elif len(items) < least:
        yield complaint(f"no fewer than {least} items required", at)
    elif len(items) > limit:
        yield complaint(f"no more than {limit} items allowed", at)


def text(part: Any, limit: int, at: str, *, plain: bool = False) -> Iterator[str]:
    """A text object: `plain_text`, or `mrkdwn` where that is allowed."""
    if not isinstance(part, dict):
        yield complaint("must provide an object", at)
        return
    allowed = ("plain_text",) if plain else ("plain_text", "mrkdwn")
    if part.get("type") not in allowed:
        yield complaint(f"unsupported text type: {part.get('type')}", at)
        return
    own = "emoji" if part["type"] == "plain_text" else "verbatim"
    yield from fields(part, at, "text", own)
    yield from length(part.get("text"), limit, f"{at}/text")


def confirm(part: Json, at: str) -> Iterator[str]:
    """The dialog that asks before a button does its work."""
    yield from fields(part, at, "title text confirm deny", "style")
    for name, limit in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        if name in part:
            yield from text(part[name], limit, f"{at}/{name}", plain=name != "text")


def option(part: Any, at: str) -> Iterator[str]:
    """One choice of a select, radio group or overflow menu."""
    if not isinstance(part, dict):
        yield complaint("must provide an object", at)
        return
    yield from fields(part, at, "text value", "description url")
    yield from text(part.get("text"), 75, f"{at}/text")
    yield from length(part.get("value"), 150, f"{at}/value")
    if "description" in part:
        yield from text(part["description"], 75, f"{at}/description")


def image(part: Json, at: str, usable: FileCheck, *, title: bool) -> Iterator[str]:
    """An image, as a block (then with a title) or as an element."""
    yield from fields(part, at, "alt_text", "image_url slack_file" + (" title" if title else ""))
    yield from length(part.get("alt_text"), 2000, f"{at}/alt_text")
    if "title" in part:
        yield from text(part["title"], 2000, f"{at}/title", plain=True)
    if ("image_url" in part) == ("slack_file" in part):
        yield complaint("must provide exactly one of image_url and slack_file", at)
    if "image_url" in part:
        yield from length(part["image_url"], 3000, f"{at}/image_url")
    if "slack_file" in part:
        yield from slack_file(part["slack_file"], f"{at}/slack_file", usable)


def slack_file(part: Any, at: str, usable: FileCheck) -> Iterator[str]:
    """`{"id": ...}` or `{"url": ...}`, of an image that Slack has already looked at."""
    if not isinstance(part, dict) or set(part) not in ({"id"}, {"url"}):
        yield complaint("must provide exactly one of id and url", at)
    elif "id" in part and not FILE_ID.fullmatch(str(part["id"])):
        yield complaint("failed to match pattern ^[F][A-Z0-9]{8,}$", f"{at}/id")
    elif not usable(part):
        yield complaint("invalid slack file", at)
