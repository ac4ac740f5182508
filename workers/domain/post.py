"""Post: what one message in Slack says, and the few Block Kit blocks that it is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TEXT_LIMIT = 4000
SECTION_LIMIT = 3000
ALT_LIMIT = 2000
BUTTON_LIMIT = 75
OPTION_LIMIT = 75
CELL = " "
"""What an empty cell holds: Slack refuses one with nothing in it."""

Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """Blocks for the eye, text for notifications and screen readers.

    `plain` are blocks that say the same, for a server that does not know the newer ones among
    `blocks`; empty where there are none.
    """

    text: str
    blocks: Sequence[Block]
    plain: Sequence[Block] = ()


def make_section(text: str, accessory: Block | None = None) -> Block:
    """A paragraph of mrkdwn, with a button beside it."""
    block = {"type": "section", "text": {"type": "mrkdwn", "text": text[:SECTION_LIMIT]}}
    return {**block, "accessory": accessory} if accessory else block


def make_context(text: str) -> Block:
    """A small grey line of mrkdwn."""
    line = {"type": "mrkdwn", "text": text[:ALT_LIMIT]}
    return {"type": "context", "elements": [line]}


def make_image(file_id: str, alt_text: str) -> Block:
    """A picture that was uploaded to Slack before."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": alt_text[:ALT_LIMIT]}


def make_buttons(elements: Iterable[Block]) -> Block:
    """A row of buttons and selects."""
    return {"type": "actions", "elements": list(elements)}


def make_button(text: str, action: str, value: str) -> Block:
    """A button; `action` and `value` come back when someone presses it."""
    label = {"type": "plain_text", "text": text[:BUTTON_LIMIT]}
    return {"type": "button", "text": label, "action_id": action, "value": value}


def make_select(title: str, action: str, offered: Sequence[tuple[str, str]]) -> Block:
    """A select; `offered` are texts, each with the value that comes back."""
    placeholder = {"type": "plain_text", "text": title}
    select = {"type": "static_select", "action_id": action, "placeholder": placeholder}
    return {**select, "options": _options(offered)}


def make_menu(action: str, offered: Sequence[tuple[str, str]]) -> Block:
    """The menu behind three dots, of one to five choices; `offered` as for a select."""
    return {"type": "overflow", "action_id": action, "options": _options(offered)}


def make_feedback(action: str, right: tuple[str, str], wrong: tuple[str, str]) -> Block:
    """A thumb up and a thumb down; of each what is read aloud, and the value that comes back."""
    buttons: dict[str, object] = {"type": "feedback_buttons", "action_id": action}
    for name, (text, value) in {"positive_button": right, "negative_button": wrong}.items():
        label = {"type": "plain_text", "text": text[:BUTTON_LIMIT]}
        buttons[name] = {"text": label, "accessibility_label": text[:BUTTON_LIMIT], "value": value}
    return {"type": "context_actions", "elements": [buttons]}


def make_table(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> Block:
    """A table, its head first, of at most 100 rows and 10,000 characters; the columns at `right`
    stand on the right, the first one breaks long lines."""
    cells = [[{"type": "raw_text", "text": cell or CELL} for cell in row] for row in rows]
    columns: list[dict[str, object]] = [
        {"align": "right" if at in right else "left"} for at in range(len(rows[0]))
    ]
    columns[0]["is_wrapped"] = True
    return {"type": "table", "rows": cells, "column_settings": columns}


def make_quote(text: str) -> Block:
    """What somebody said, set apart; nothing in it is markup."""
    quote = {"type": "rich_text_quote", "elements": [{"type": "text", "text": text or CELL}]}
    return {"type": "rich_text", "elements": [quote]}


def _options(offered: Sequence[tuple[str, str]]) -> list[Block]:
    return [
        {"text": {"type": "plain_text", "text": text[:OPTION_LIMIT]}, "value": value}
        for text, value in offered
    ]
