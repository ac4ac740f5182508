"""Clicks and windows become our nouns, also where fields are missing."""

from __future__ import annotations

from typing import Any

from bot.interactions import MOST_TYPED, Origin, read_click, read_modal_answer
from workers.domain.thread import Thread

BUTTON = {"type": "button", "action_id": "export", "value": "an7"}


def body(**fields: Any) -> dict[str, Any]:
    base = {"team": {"id": "T1"}, "user": {"id": "U1"}, "trigger_id": "1.2", "actions": [BUTTON]}
    return base | fields


def test_a_click_belongs_to_its_messages_thread_or_channel() -> None:
    at = {"channel_id": "C1", "message_ts": "17.2"}

    assert read_click(body(container=at)).beside == Thread("T1", "C1", None)
    assert read_click(body(container=at | {"thread_ts": "17.2"})).beside == Thread("T1", "C1", None)
    assert read_click(body(container=at | {"thread_ts": "16.1"})).beside == Thread(
        "T1", "C1", "16.1"
    )
    assert read_click(body(channel={"id": "C1"})).beside == Thread("T1", "C1", None)
    assert read_click(body(container={"type": "view"})).beside is None


def test_a_value_is_that_of_the_button_or_of_the_option() -> None:
    option = {"action_id": "wrong_number", "selected_option": {"value": "an7:estimate"}}
    button, select = read_click(body()), read_click(body(actions=[option]))

    assert (button.analysis_id, button.rest) == ("an7", "")
    assert (select.analysis_id, select.rest) == ("an7", "estimate")


def test_a_window_tells_what_stands_in_it_and_what_stood_in_it() -> None:
    origin = Origin(channel="C1", thread_ts="16.1", analysis_id="an7")
    text = {"type": "plain_text_input", "initial_value": "Ben"}
    view = {
        "private_metadata": origin.packed(),
        "blocks": [
            {"type": "section", "block_id": "s"},
            {"type": "input", "block_id": "name", "element": text},
            {"type": "input", "block_id": "who", "element": {"type": "users_select"}},
        ],
        "state": {
            "values": {
                "name": {"text": {"value": None}},
                "who": {"person": {"selected_user": "U9"}},
                "quotes": {"choice": {"selected_options": [{"value": "quotes"}]}},
                "theme": {"choice": {"selected_option": {"value": "dark"}}},
            }
        },
    }

    given = read_modal_answer(body(view=view))

    assert given.origin == origin
    assert given.beside == Thread("T1", "C1", "16.1")
    assert given.at_first == {"name": "Ben"}
    assert given.values == {"name": None, "who": "U9", "quotes": ("quotes",), "theme": "dark"}
    assert (given.text("name"), given.text("who"), given.text("quotes")) == ("", "U9", "")


def test_of_a_huge_value_only_the_beginning_is_read() -> None:
    """Slack's own lines end at 3000 characters; a million words would be searched for in Home."""
    huge = "x" * 1_000_000
    assert len(read_click(body(actions=[BUTTON | {"value": huge}])).value) == MOST_TYPED
    view = {
        "private_metadata": Origin(channel="C1").packed(),
        "blocks": [
            {"type": "input", "block_id": name, "element": {"type": kind, **more}}
            for name, kind, more in [
                ("title", "plain_text_input", {"max_length": 100}),
                ("free", "plain_text_input", {}),
            ]
        ],
        "state": {"values": {name: {"text": {"value": huge}} for name in ("title", "free", "new")}},
    }
    given = read_modal_answer(body(view=view))
    lengths = {name: len(given.text(name)) for name in given.values}
    assert lengths == {"title": 101, "free": MOST_TYPED + 1, "new": MOST_TYPED + 1}
