"""Blocks of messages, modals and Home tabs: what Slack refuses, with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from tests.standins.slack.block_elements import IN_ACTIONS, IN_INPUT, context_element, element
from tests.standins.slack.block_text import (
    FileCheck,
    complaint,
    count,
    fields,
    image,
    length,
    text,
)
from tests.standins.slack.nouns import Json, Refusal
from tests.standins.slack.rich_text_rules import rich_text_problems

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
ALL_TEXT = 13_200
"""Characters of all blocks together: not in Slack's documents, but met in practice."""
MARKDOWN = 12_000
TABLE_TEXT = 10_000
"""Characters in all cells together."""

Check = Callable[[Json, str, FileCheck], Iterator[str]]


def check_message_blocks(
    blocks: list[Json], usable: FileCheck, unknown: Collection[str] = ()
) -> None:
    """Raises the `Refusal` that Slack would answer for these blocks of a message; types that are
    `unknown` are refused as an older server does."""
    found = [
        complaint(f"unsupported type: {block.get('type')}", f"/blocks/{place}/type")
        for place, block in enumerate(blocks)
        if isinstance(block, dict) and block.get("type") in unknown
    ] or list(problems(blocks, usable, limit=MESSAGE_BLOCKS))
    if found:
        raise Refusal.explained("invalid_blocks", found)
    if sum(len(each) for each in _texts(blocks)) > ALL_TEXT:
        raise Refusal("msg_blocks_too_long")


def problems(blocks: Any, usable: FileCheck, *, limit: int) -> Iterator[str]:
    """Every complaint about a list of blocks."""
    yield from count(blocks, limit, "/blocks", least=0)
    if not isinstance(blocks, list):
        return
    for place, block in enumerate(blocks):
        yield from _block(block, f"/blocks/{place}", usable)
    listed = [block for block in blocks if isinstance(block, dict)]
    yield from _twins([block.get("block_id") for block in listed])
    if sum(block.get("type") in {"table", "data_table"} for block in listed) > 1:
        yield complaint("only_one_table_allowed", "/blocks")
    markdown = sum(
        len(str(block.get("text", ""))) for block in listed if block.get("type") == "markdown"
    )
    if markdown > MARKDOWN:
        yield complaint(f"must be less than {MARKDOWN + 1} characters", "/blocks")


def _twins(block_ids: list[Any]) -> Iterator[str]:
    given = [each for each in block_ids if each is not None]
    for each in {one for one in given if given.count(one) > 1}:
        yield complaint(f"`block_id` must be unique: {each}", "/blocks")


def _block(block: Any, at: str, usable: FileCheck) -> Iterator[str]:
    if not isinstance(block, dict):
        yield complaint("must provide an object", at)
        return
    check = CHECKS.get(str(block.get("type")))
    if check is None:
        yield complaint(f"unsupported type: {block.get('type')}", at)
        return
    if "block_id" in block:
        yield from length(block["block_id"], 255, f"{at}/block_id")
    yield from check(block, at, usable)


def _section(block: Json, at: str, usable: FileCheck) -> Iterator[str]:
    yield from fields(block, at, "", "text fields accessory expand")
    if "text" not in block and "fields" not in block:
        yield complaint("must provide text or fields", at)
    if "text" in block:
        yield from text(block["text"], 3000, f"{at}/text")
    if "fields" in block:
        yield from count(block["fields"], 10, f"{at}/fields")
        for place, each in enumerate(_listed(block, "fields")):
            yield from text(each, 2000, f"{at}/fields/{place}")
    if "accessory" in block:
        yield from element(block["accessory"], f"{at}/accessory", usable, IN_ACTIONS | {"image"})


def _header(block: Json, at: str, _usable: FileCheck) -> Iterator[str]:
    yield from fields(block, at, "text", "level")
    yield from text(block.get("text"), 150, f"{at}/text", plain=True)


def _context(block: Json, at: str, usable: FileCheck) -> Iterator[str]:
    yield from fields(block, at, "elements")
    yield from count(block.get("elements"), 10, f"{at}/elements")
    for place, each in enumerate(_listed(block, "elements")):
        here = f"{at}/elements/{place}"
        if isinstance(each, dict) and each.get("type") == "image":
            yield from image(each, here, usable, title=False)
        else:
            yield from text(each, 3000, here)


def _actions(block: Json, at: str, usable: FileCheck) -> Iterator[str]:
    yield from fields(block, at, "elements")
    yield from count(block.get("elements"), 25, f"{at}/elements")
    elements = _listed(block, "elements")
    for place, each in enumerate(elements):
        yield from element(each, f"{at}/elements/{place}", usable, IN_ACTIONS)
    ids = [each.get("action_id") for each in elements if isinstance(each, dict)]
    for each in {one for one in ids if one is not None and ids.count(one) > 1}:
        yield complaint(f"`action_id` must be unique: {each}", f"{at}/elements")


def _input(block: Json, at: str, usable: FileCheck) -> Iterator[str]:
    yield from fields(block, at, "label element", "hint optional dispatch_action")
    yield from text(block.get("label"), 2000, f"{at}/label", plain=True)
    if "hint" in block:
        yield from text(block["hint"], 2000, f"{at}/hint", plain=True)
    yield from element(block.get("element"), f"{at}/element", usable, IN_INPUT)


def _image(block: Json, at: str, usable: FileCheck) -> Iterator[str]:
    yield from image(block, at, usable, title=True)


def _markdown(block: Json, at: str, _usable: FileCheck) -> Iterator[str]:
    yield from fields(block, at, "text")
    yield from length(block.get("text"), MARKDOWN, f"{at}/text")


def _table(block: Json, at: str, _usable: FileCheck) -> Iterator[str]:
    yield from fields(block, at, "rows", "column_settings")
    yield from count(block.get("rows"), 100, f"{at}/rows")
    if "column_settings" in block:
        yield from count(block["column_settings"], 20, f"{at}/column_settings")
        for place, column in enumerate(_listed(block, "column_settings")):
            yield from _column(column, f"{at}/column_settings/{place}")
    if sum(len(each) for each in _texts(block)) > TABLE_TEXT:
        yield complaint(f"must be less than {TABLE_TEXT + 1} characters in all cells", f"{at}/rows")
    for place, row in enumerate(_listed(block, "rows")):
        yield from count(row, 20, f"{at}/rows/{place}")
        for column, cell in enumerate(row if isinstance(row, list) else ()):
            yield from _cell(cell, f"{at}/rows/{place}/{column}")


def _column(column: Any, at: str) -> Iterator[str]:
    if column is None:
        return
    if not isinstance(column, dict):
        yield complaint("must provide an object", at)
        return
    yield from fields(column, at, "", "align is_wrapped")
    if column.get("align", "left") not in {"left", "center", "right"}:
        yield complaint("align must be left, center or right", f"{at}/align")


def _cell(cell: Any, at: str) -> Iterator[str]:
    kind = cell.get("type") if isinstance(cell, dict) else None
    if kind == "raw_text":
        yield from fields(cell, at, "text")
        yield from length(cell.get("text"), 3000, f"{at}/text")
    elif kind == "raw_number":
        yield from fields(cell, at, "value", "text")
    elif kind == "rich_text":
        yield from rich_text_problems(cell, at)
    else:
        yield complaint(f"unsupported cell type: {kind}", at)


def _rich_text(block: Json, at: str, _usable: FileCheck) -> Iterator[str]:
    yield from rich_text_problems(block, at)


def _divider(block: Json, at: str, _usable: FileCheck) -> Iterator[str]:
    yield from fields(block, at, "")


def _context_actions(block: Json, at: str, _usable: FileCheck) -> Iterator[str]:
    yield from fields(block, at, "elements")
    yield from count(block.get("elements"), 5, f"{at}/elements")
    for place, each in enumerate(_listed(block, "elements")):
        yield from context_element(each, f"{at}/elements/{place}")


def _data_table(block: Json, at: str, _usable: FileCheck) -> Iterator[str]:
    yield from fields(block, at, "rows caption", "page_size column_settings")
    if not 1 <= int(block.get("page_size", 5)) <= 100:
        yield complaint("page_size must be from 1 to 100", f"{at}/page_size")


def _data_visualization(block: Json, at: str, _usable: FileCheck) -> Iterator[str]:
    yield from fields(block, at, "title chart")
    yield from length(block.get("title"), 50, f"{at}/title")


def _listed(block: Json, name: str) -> list[Any]:
    items = block.get(name)
    return items if isinstance(items, list) else []


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each)


CHECKS: dict[str, Check] = {
    "actions": _actions,
    "context": _context,
    "context_actions": _context_actions,
    "data_table": _data_table,
    "data_visualization": _data_visualization,
    "divider": _divider,
    "header": _header,
    "image": _image,
    "input": _input,
    "markdown": _markdown,
    "rich_text": _rich_text,
    "section": _section,
    "table": _table,
}
