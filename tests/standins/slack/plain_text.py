"""A thread as plain text, for terminals and for the messages of failed tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any

from tests.standins.slack.nouns import Json, Message
from tests.standins.slack.state import Workspace


def thread_text(workspace: Workspace, messages: list[Message]) -> str:
    """Every message with its author, time, words, pictures and buttons."""
    return "\n".join(line for each in messages for line in _message(workspace, each))


def _message(workspace: Workspace, message: Message) -> Iterator[str]:
    name = workspace.users[message.user].name if message.user in workspace.users else message.user
    moment = datetime.fromtimestamp(float(message.ts), UTC).strftime("%H:%M:%S")
    indent = "    " if message.thread_ts else "  "
    yield f"{indent[2:]}{name}  {moment}{'  (edited)' if message.edited else ''}"
    for line in _content(workspace, message):
        yield f"{indent}{line}"
    if message.reactions:
        yield indent + " ".join(f":{name}:" for name, _ in message.reactions)


def _content(workspace: Workspace, message: Message) -> Iterator[str]:
    if message.blocks:
        for block in message.blocks:
            yield from block_lines(workspace, block)
    else:
        yield from readable(workspace, message.text).splitlines()
    for file in message.files:
        yield f"[file: {file.name}, {file.length:,} bytes]"


def block_lines(workspace: Workspace, block: Json) -> Iterator[str]:
    """One block as lines."""
    kind = block["type"]
    if kind == "table":
        yield from _table(block["rows"])
    elif kind == "image":
        yield f"[picture: {block['alt_text']}]"
    elif kind == "divider":
        yield "─" * 40
    elif kind in {"actions", "context_actions"}:
        yield "  ".join(f"[{_label(each)}]" for each in block["elements"])
    else:
        for text in _texts(block):
            yield from readable(workspace, text).splitlines()
        if "accessory" in block and block["accessory"]["type"] != "image":
            yield f"[{_label(block['accessory'])}]"


def readable(workspace: Workspace, text: str) -> str:
    """Slack's marks as a person reads them: names for ids, labels for links."""

    def shown(mark: re.Match[str]) -> str:
        target, _, label = mark[1].partition("|")
        if target.startswith("@") and target[1:] in workspace.users:
            return f"@{workspace.users[target[1:]].name}"
        if target.startswith("#") and target[1:] in workspace.channels:
            return f"#{workspace.channels[target[1:]].name}"
        return label or target.removeprefix("!")

    return unescape(re.sub(r"<([^<>\s][^<>]*)>", shown, text))


def cell_text(cell: Json) -> str:
    """What a table's cell says."""
    return str(cell.get("text", cell.get("value", ""))) or " ".join(_texts(cell))


def _label(element: Json) -> str:
    if element["type"] == "feedback_buttons":
        thumbs = (element[name]["text"]["text"] for name in ("positive_button", "negative_button"))
        return " | ".join(thumbs)
    if element["type"] == "overflow":
        return f"⋯ {' | '.join(option['text']['text'] for option in element['options'])}"
    text = element.get("text") or element.get("placeholder") or {}
    return str(text.get("text", element["type"]))


def _texts(block: Json) -> list[str]:
    parts: list[Any] = [block.get("text"), *block.get("fields", ()), *block.get("elements", ())]
    found = [part if isinstance(part, str) else _text_of(part) for part in parts if part]
    return [each for each in found if each]


def _text_of(part: Json) -> str:
    if part.get("type") == "image":
        return f"[picture: {part['alt_text']}]"
    if isinstance(part.get("text"), str):
        return str(part["text"])
    if part.get("type") == "link":
        return str(part["url"])
    return "".join(_text_of(each) for each in part.get("elements", ()))


def _table(rows: list[list[Json]]) -> Iterator[str]:
    cells = [[cell_text(cell) for cell in row] for row in rows]
    widths = [max(len(row[at]) for row in cells if at < len(row)) for at in range(len(cells[0]))]
    for row in cells:
        yield "  ".join(
            text.ljust(width) for text, width in zip(row, widths, strict=False)
        ).rstrip()
