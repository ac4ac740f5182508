"""Blocks as HTML, near enough to Slack's own look to judge a message by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from tests.standins.slack.nouns import Json
from tests.standins.slack.page_marks import mrkdwn_html, plain_html
from tests.standins.slack.plain_text import cell_text
from tests.standins.slack.state import Workspace


def blocks_html(workspace: Workspace, blocks: Iterable[Json]) -> str:
    """All blocks of a message or view."""
    return "".join(_block(workspace, each) for each in blocks)


def _block(workspace: Workspace, block: Json) -> str:
    draw = DRAWN.get(block["type"], _unknown)
    return draw(workspace, block)


def _divider(_workspace: Workspace, _block: Json) -> str:
    return "<hr>"


def _header(_workspace: Workspace, block: Json) -> str:
    return f"<h3>{plain_html(block['text']['text'])}</h3>"


def _row_of_elements(workspace: Workspace, block: Json) -> str:
    inner = " ".join(_element(workspace, each) for each in block["elements"])
    return f'<div class="{block["type"]}">{inner}</div>'


def _image(_workspace: Workspace, block: Json) -> str:
    title = f"<small>{plain_html(block['title']['text'])}</small>" if "title" in block else ""
    picture = f'<img src="{_source(block)}" alt="{escape(block["alt_text"])}">'
    return f"<figure>{title}{picture}</figure>"


def _rich_text(workspace: Workspace, block: Json) -> str:
    return f"<div>{_rich(workspace, block)}</div>"


def _input(workspace: Workspace, block: Json) -> str:
    label = plain_html(block["label"]["text"])
    return f"<label>{label}<br>{_element(workspace, block['element'])}</label>"


def _unknown(_workspace: Workspace, block: Json) -> str:
    return f"<div>{plain_html(str(block.get('text', block['type'])))}</div>"


def _section(workspace: Workspace, block: Json) -> str:
    text = _text(workspace, block["text"]) if "text" in block else ""
    cells = "".join(f"<div>{_text(workspace, each)}</div>" for each in block.get("fields", ()))
    grid = f'<div class="fields">{cells}</div>' if cells else ""
    beside = _element(workspace, block["accessory"]) if "accessory" in block else ""
    return f'<div class="section"><div>{text}{grid}</div>{beside}</div>'


def _element(workspace: Workspace, element: Json) -> str:
    kind = element["type"]
    if kind in {"mrkdwn", "plain_text"}:
        return _text(workspace, element)
    if kind == "image":
        return f'<img class="small" src="{_source(element)}" alt="{escape(element["alt_text"])}">'
    if kind in PRESSED:
        return PRESSED[kind](element)
    if kind.endswith("_input"):
        return f'<input value="{escape(str(element.get("initial_value", "")))}">'
    shown = element.get("initial_option", {}).get("text") or element.get("placeholder") or {}
    return f'<button class="select">{plain_html(str(shown.get("text", "…")))} ▾</button>'


def _button(element: Json) -> str:
    style = escape(str(element.get("style", "")))
    return f'<button class="{style}">{plain_html(element["text"]["text"])}</button>'


def _thumbs(element: Json) -> str:
    thumbs = {"👍": element["positive_button"], "👎": element["negative_button"]}
    return " ".join(
        f'<button title="{escape(part["text"]["text"])}">{thumb}</button>'
        for thumb, part in thumbs.items()
    )


def _menu(element: Json) -> str:
    options = " · ".join(option["text"]["text"] for option in element["options"])
    return f'<button class="select" title="{escape(options)}">⋯</button>'


def _text(workspace: Workspace, part: Json) -> str:
    if part["type"] == "mrkdwn":
        return mrkdwn_html(workspace, part["text"])
    return plain_html(part["text"])


def _source(image: Json) -> str:
    if "image_url" in image:
        return escape(image["image_url"])
    file = image["slack_file"]
    file_id = file.get("id") or file["url"].split("/files-pri/")[-1].split("/")[0].split("-")[-1]
    return f"/page/files/{escape(file_id)}"


def _table(workspace: Workspace, block: Json) -> str:
    head, *body = block["rows"]
    lines = [_row(workspace, head, "th"), *(_row(workspace, row, "td") for row in body)]
    return f"<table>{''.join(lines)}</table>"


def _row(workspace: Workspace, row: list[Json], tag: str) -> str:
    cells = [
        _rich(workspace, cell) if cell["type"] == "rich_text" else plain_html(cell_text(cell))
        for cell in row
    ]
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def _rich(workspace: Workspace, part: Json) -> str:
    inner: Any = part.get("elements")
    if isinstance(inner, list):
        html = "".join(_rich(workspace, each) for each in inner)
        wrap = {
            "rich_text_quote": "blockquote",
            "rich_text_preformatted": "pre",
            "rich_text_list": "ul",
        }.get(part["type"])
        return f"<{wrap}>{html}</{wrap}>" if wrap else html
    if part["type"] == "link":
        return mrkdwn_html(workspace, f"<{part['url']}|{part.get('text', part['url'])}>")
    if part["type"] == "user":
        return mrkdwn_html(workspace, f"<@{part['user_id']}>")
    if part["type"] == "emoji":
        return plain_html(f":{part['name']}:")
    return _styled(plain_html(str(part.get("text", ""))), part.get("style", {}))


def _styled(html: str, style: Json) -> str:
    for name, tag in (("bold", "b"), ("italic", "i"), ("strike", "s"), ("code", "code")):
        if style.get(name):
            html = f"<{tag}>{html}</{tag}>"
    return html


PRESSED: dict[str, Callable[[Json], str]] = {
    "button": _button,
    "feedback_buttons": _thumbs,
    "overflow": _menu,
}
DRAWN: dict[str, Callable[[Workspace, Json], str]] = {
    "actions": _row_of_elements,
    "context": _row_of_elements,
    "context_actions": _row_of_elements,
    "divider": _divider,
    "header": _header,
    "image": _image,
    "input": _input,
    "rich_text": _rich_text,
    "section": _section,
    "table": _table,
}
