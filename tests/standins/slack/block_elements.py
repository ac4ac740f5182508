"""Buttons, selects and inputs of Block Kit: what Slack refuses in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.standins.slack.block_text import (
    FileCheck,
    complaint,
    confirm,
    count,
    fields,
    image,
    length,
    option,
    text,
)
from tests.standins.slack.nouns import Json

ACTS = "action_id confirm focus_on_load"
WRITES = "action_id focus_on_load placeholder dispatch_action_config initial_value"

FIELDS: dict[str, tuple[str, str]] = {
    "button": ("text", "action_id url value style confirm accessibility_label"),
    "static_select": ("", f"{ACTS} placeholder options option_groups initial_option"),
    "multi_static_select": (
        "",
        f"{ACTS} placeholder options option_groups initial_options max_selected_items",
    ),
    "users_select": ("", f"{ACTS} placeholder initial_user"),
    "multi_users_select": ("", f"{ACTS} placeholder initial_users max_selected_items"),
    "conversations_select": (
        "",
        f"{ACTS} placeholder initial_conversation response_url_enabled filter",
    ),
    "channels_select": ("", f"{ACTS} placeholder initial_channel response_url_enabled"),
    "external_select": ("", f"{ACTS} placeholder initial_option min_query_length"),
    "overflow": ("options", "action_id confirm"),
    "radio_buttons": ("options", f"{ACTS} initial_option"),
    "checkboxes": ("options", f"{ACTS} initial_options"),
    "datepicker": ("", f"{ACTS} placeholder initial_date"),
    "timepicker": ("", f"{ACTS} placeholder initial_time timezone"),
    "plain_text_input": ("", f"{WRITES} multiline min_length max_length"),
    "number_input": ("is_decimal_allowed", f"{WRITES} min_value max_value"),
    "url_text_input": ("", WRITES),
    "email_text_input": ("", WRITES),
}
IN_ACTIONS = frozenset(FIELDS) - {
    "plain_text_input",
    "number_input",
    "url_text_input",
    "email_text_input",
}
IN_INPUT = frozenset(FIELDS) - {"button", "overflow"}
OPTION_LIMITS = {"static_select": 100, "multi_static_select": 100, "overflow": 5}


def element(part: Any, at: str, usable: FileCheck, allowed: frozenset[str]) -> Iterator[str]:
    """One interactive element (or an image beside a section)."""
    if not isinstance(part, dict):
        yield complaint("must provide an object", at)
        return
    kind = str(part.get("type"))
    if kind not in allowed:
        yield complaint(f"unsupported type: {kind}", at)
    elif kind == "image":
        yield from image(part, at, usable, title=False)
    else:
        yield from fields(part, at, *FIELDS[kind])
        yield from _limits(kind, part, at)


def context_element(part: Any, at: str) -> Iterator[str]:
    """One element of a `context_actions` block: feedback buttons, or an icon."""
    kind = part.get("type") if isinstance(part, dict) else None
    if kind == "feedback_buttons":
        yield from fields(part, at, "positive_button negative_button", "action_id")
        yield from length(part.get("action_id"), 255, f"{at}/action_id")
        for name in ("positive_button", "negative_button"):
            yield from _thumb(part.get(name), f"{at}/{name}")
    elif kind == "icon_button":
        allowed = "action_id value confirm accessibility_label visible_to_user_ids"
        yield from fields(part, at, "icon text", allowed)
    else:
        yield complaint(f"unsupported type: {kind}", at)


def _thumb(part: Any, at: str) -> Iterator[str]:
    if not isinstance(part, dict):
        yield complaint("must provide an object", at)
        return
    yield from fields(part, at, "text value", "accessibility_label")
    yield from text(part.get("text"), 75, f"{at}/text", plain=True)
    yield from length(part.get("value"), 2000, f"{at}/value")
    if "accessibility_label" in part:
        yield from length(part["accessibility_label"], 75, f"{at}/accessibility_label")


def _limits(kind: str, part: Json, at: str) -> Iterator[str]:
    for name, limit in (("action_id", 255), ("url", 3000)):
        if name in part:
            yield from length(part[name], limit, f"{at}/{name}")
    if "value" in part:
        yield from length(part["value"], 2000, f"{at}/value", least=0)
    if "placeholder" in part:
        yield from text(part["placeholder"], 150, f"{at}/placeholder", plain=True)
    if "confirm" in part:
        yield from confirm(part["confirm"], f"{at}/confirm")
    if kind == "button":
        yield from _button(part, at)
    if kind in {"static_select", "multi_static_select"} and not (
        ("options" in part) ^ ("option_groups" in part)
    ):
        yield complaint("must provide exactly one of options and option_groups", at)
    if "options" in part:
        yield from _options(part, at, OPTION_LIMITS.get(kind, 10))
    if "initial_value" in part:
        yield from length(part["initial_value"], 3000, f"{at}/initial_value", least=0)


def _button(part: Json, at: str) -> Iterator[str]:
    yield from text(part.get("text"), 75, f"{at}/text", plain=True)
    if part.get("style") not in {None, "primary", "danger"}:
        yield complaint("style must be primary or danger", f"{at}/style")
    if "accessibility_label" in part:
        yield from length(part["accessibility_label"], 75, f"{at}/accessibility_label")


def _options(part: Json, at: str, limit: int) -> Iterator[str]:
    choices = part["options"]
    yield from count(choices, limit, f"{at}/options")
    for place, choice in enumerate(choices if isinstance(choices, list) else ()):
        yield from option(choice, f"{at}/options/{place}")
    initial = part.get("initial_option")
    if initial is not None and initial not in choices:
        yield complaint("initial_option must be one of the options", at)
    for chosen in part.get("initial_options", ()):
        if chosen not in choices:
            yield complaint("initial_options must be among the options", at)
