"""What the windows that open over Slack are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workers.domain.post import Block
from workers.wording.mrkdwn import shorten

NAME_LIMIT = 80


def one_line(name: str) -> str:
    """A name as it may stand beside an input."""
    return shorten(" ".join(name.split()), NAME_LIMIT)


def make_window(
    callback_id: str,
    title: str,
    packed: str,
    blocks: Sequence[Block],
    *,
    submit: str = "Save",
    close: str = "Cancel",
) -> Block:
    """A window with a button that sends it off; `packed` comes back with what is in it."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": packed,
        "title": make_plain(title),
        "submit": make_plain(submit),
        "close": make_plain(close),
        "blocks": blocks,
    }


def make_input(
    block_id: str, label: str, element: Block, *, optional: bool = False, hint: str = ""
) -> Block:
    """A labelled input; its block id is where its value is found."""
    block = {"type": "input", "block_id": block_id, "label": make_plain(label), "element": element}
    return {**block, "optional": optional, **({"hint": make_plain(hint)} if hint else {})}


def make_line(initial: str, limit: int, *, multiline: bool = False, example: str = "") -> Block:
    """A line to write in, or several; `example` stands there in grey."""
    element: dict[str, Any] = {"type": "plain_text_input", "action_id": "text", "max_length": limit}
    if multiline:
        element["multiline"] = True
    if shown := one_line(example):
        element["placeholder"] = make_plain(f"{shown}?")
    return {**element, "initial_value": initial[:limit]} if initial else element


def make_choice(choices: Mapping[str, str], chosen: str) -> Block:
    """One of several in a list; `choices` are texts by value."""
    return {"type": "static_select", "action_id": "choice", **_options(choices, chosen)}


def make_open_choice(choices: Mapping[str, str], question: str) -> Block:
    """The same where nothing is chosen yet; `question` stands there in grey."""
    select = {"type": "static_select", "action_id": "choice", "placeholder": make_plain(question)}
    return {**select, "options": [_option(value, label) for value, label in choices.items()]}


def make_radio(choices: Mapping[str, str], chosen: str) -> Block:
    """One of a few, all to be seen."""
    return {"type": "radio_buttons", "action_id": "choice", **_options(choices, chosen)}


def make_checkbox(choices: Mapping[str, str], ticked: bool) -> Block:
    """Boxes, all ticked or none."""
    options = [_option(value, label) for value, label in choices.items()]
    initial = {"initial_options": options} if ticked else {}
    return {"type": "checkboxes", "action_id": "choice", "options": options, **initial}


def make_plain(text: str) -> Block:
    """Text without markup."""
    return {"type": "plain_text", "text": text}


def _options(choices: Mapping[str, str], chosen: str) -> Block:
    return {
        "options": [_option(value, label) for value, label in choices.items()],
        "initial_option": _option(chosen, choices[chosen]),
    }


def _option(value: str, label: str) -> Block:
    return {"text": make_plain(label), "value": value}
