"""Which element a person means, and what their choice in it looks like in a payload."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.standins.slack.nouns import Json

CHOSEN = {
    "static_select": "selected_option",
    "external_select": "selected_option",
    "overflow": "selected_option",
    "radio_buttons": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "plain_text_input": "value",
    "number_input": "value",
    "url_text_input": "value",
    "email_text_input": "value",
}
STATELESS = {"button", "overflow", "feedback_buttons", "icon_button"}
THUMBS = ("positive_button", "negative_button")


def elements_in(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element that a person can use, with the block it is in."""
    for block in blocks:
        if block["type"] in {"actions", "context_actions"}:
            yield from ((block, each) for each in block["elements"])
        for place in ("accessory", "element"):
            if place in block and block[place]["type"] != "image":
                yield block, block[place]


def action(blocks: Sequence[Json], action_id: str, value: Any) -> Json:
    """The entry of a payload's `actions` for using the element `action_id`.

    `value` says which button or select is meant where several share the id. Raises LookupError
    where there is no such element, ValueError where it has no such choice.
    """
    block, element = _find(blocks, action_id, value)
    shape: Json = {
        "type": element["type"],
        "action_id": action_id,
        "block_id": block["block_id"],
        "action_ts": f"{time.time():.6f}",
    }
    if element["type"] == "feedback_buttons":
        return shape | _thumb(element, value)
    if element["type"] == "button":
        return shape | {
            name: element[name] for name in ("text", "value", "style", "url") if name in element
        }
    return shape | _choice(element, value)


def state(blocks: Sequence[Json], values: Mapping[str, Any]) -> Json:
    """A payload's `state.values`: what is chosen, else what the element began with.

    `values` is keyed by action_id or block_id. Raises LookupError for a key that nothing has and
    ValueError for a required input left empty.
    """
    places = [pair for pair in elements_in(blocks) if pair[1]["type"] not in STATELESS]
    known = {name for block, each in places for name in (block["block_id"], each["action_id"])}
    if unknown := set(values) - known:
        raise LookupError(f"no inputs {sorted(unknown)}; there are {_ids(blocks)}")
    result: Json = {}
    for block, element in places:
        key = element["action_id"] if element["action_id"] in values else block["block_id"]
        filled = _choice(element, values[key]) if key in values else _initial(element)
        if block["type"] == "input" and not block.get("optional") and not any(filled.values()):
            raise ValueError(f"the input {element['action_id']!r} has to be filled in")
        result.setdefault(block["block_id"], {})[element["action_id"]] = {
            "type": element["type"]
        } | filled
    return {"values": result}


def _find(blocks: Sequence[Json], action_id: str, value: Any) -> tuple[Json, Json]:
    same = [pair for pair in elements_in(blocks) if pair[1]["action_id"] == action_id]
    offering = [pair for pair in same if _is_offered(pair[1], value)]
    for block, element in offering or same:
        if element["type"] != "button" or value in {None, element.get("value")}:
            return block, element
    raise LookupError(f"no element {action_id!r} (value {value!r}); there are {_ids(blocks)}")


def _is_offered(element: Json, value: Any) -> bool:
    """Whether this select, of several that share an id, has the choice."""
    return any(value == option.get("value") for option in element.get("options", ()))


def _thumb(element: Json, value: Any) -> Json:
    """What is sent of the two feedback buttons: the pressed one's text and value."""
    for name in THUMBS:
        if value == element[name]["value"]:
            return {"text": element[name]["text"], "value": value}
    raise ValueError(f"no thumb {value!r}; there are {[element[name]['value'] for name in THUMBS]}")


def _ids(blocks: Sequence[Json]) -> list[str]:
    return [element["action_id"] for _, element in elements_in(blocks)]


def _choice(element: Json, value: Any) -> Json:
    kind = element["type"]
    if kind.startswith("multi_static") or kind == "checkboxes":
        return {CHOSEN[kind]: [_option(element, each) for each in value]}
    if CHOSEN[kind] == "selected_option":
        return {CHOSEN[kind]: None if value is None else _option(element, value)}
    return {CHOSEN[kind]: value}


def _option(element: Json, value: Any) -> Json:
    groups = element.get("option_groups") or [{"options": element.get("options", ())}]
    options: list[Json] = [each for group in groups for each in group["options"]]
    for option in options:
        if str(value) in {option["value"], option["text"]["text"]}:
            return option
    raise ValueError(f"no option {value!r}; there are {[each['value'] for each in options]}")


def _initial(element: Json) -> Json:
    name = CHOSEN[element["type"]]
    initial = element.get(name.replace("selected", "initial").replace("value", "initial_value"))
    return {name: initial if initial or not name.endswith("s") else []}
