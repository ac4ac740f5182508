from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.standins.slack import Channel, SlackStandIn
from tests.standins.slack.refusals import refused


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(text: str = "Go", **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(text), **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def select(*values: str) -> dict[str, Any]:
    options = [{"text": plain(each), "value": each} for each in values]
    return {"type": "static_select", "action_id": "n", "options": options}


def table(*rows: list[str]) -> dict[str, Any]:
    cells = [[{"type": "raw_text", "text": each} for each in row] for row in rows]
    return {"type": "table", "rows": cells}


def context_actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "context_actions", "elements": list(elements)}


def thumbs(**more: Any) -> dict[str, Any]:
    thumb = {"text": plain("Good"), "value": "up"}
    shape = {"type": "feedback_buttons", "action_id": "n", "positive_button": thumb}
    return shape | {"negative_button": {**thumb, "value": "down"}} | more


def rich(kind: str = "rich_text_quote", **word: Any) -> dict[str, Any]:
    words = [{"type": "text", "text": "We ship"} | word]
    return {"type": "rich_text", "elements": [{"type": kind, "elements": words}]}


PICTURE = {"type": "image", "image_url": "https://x.example/a.png", "alt_text": "a line"}

GOOD = [
    section("x" * 3000, block_id="b" * 255),
    section("hello", accessory=button()),
    {"type": "section", "fields": [plain("x")] * 10},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "context", "elements": [plain("x")] * 9 + [PICTURE]},
    actions(*[button("x" * 75) for _ in range(25)]),
    actions(select("1", "2")),
    {**PICTURE, "alt_text": "x" * 2000, "title": plain("x" * 2000)},
    {"type": "divider"},
    table(["Speaker", "Talk time"], ["Ana", "1:05"]),
    {"type": "markdown", "text": "**hello**"},
    context_actions(thumbs()),
    rich(style={"bold": True}),
    rich("rich_text_section"),
    {"type": "table", "rows": [[rich("rich_text_section")]], "column_settings": [None]},
    table(["x" * 100] * 20, *[["x"] * 20] * 99),
]

BAD = [
    ("must be less than 3001", [section("x" * 3001)]),
    ("more than 0 characters", [section("")]),
    ("must provide text or fields", [{"type": "section"}]),
    ("must be less than 10001 characters in all cells", [table(["x" * 501] * 20)]),
    ("align must be", [{**table(["x"]), "column_settings": [{"align": "middle"}]}]),
    ("invalid additional property: width", [{**table(["x"]), "column_settings": [{"width": 9}]}]),
    ("unsupported cell type", [{"type": "table", "rows": [[{"type": "mrkdwn", "text": "x"}]]}]),
    ("more than 0 characters", [rich(text="")]),
    ("unsupported type: rich_text_quotation", [rich("rich_text_quotation")]),
    ("invalid additional property: colour", [rich(style={"colour": True})]),
    ("unsupported type: mrkdwn", [rich(type="mrkdwn")]),
    ("must provide a string", [context_actions(thumbs(action_id=None))]),
    ("must provide an object", [context_actions(thumbs(negative_button=None))]),
    ("invalid additional property: confirm", [context_actions(thumbs(confirm={}))]),
    ("unsupported type: button", [context_actions(button())]),
    ("no more than 5 items", [context_actions(*[thumbs() for _ in range(6)])]),
    (
        "no more than 5 items",
        [
            section(
                "x",
                accessory={
                    "type": "overflow",
                    "action_id": "n",
                    "options": select(*"123456")["options"],
                },
            )
        ],
    ),
    ("no more than 10 items", [{"type": "section", "fields": [plain("x")] * 11}]),
    ("must be less than 2001", [{"type": "section", "fields": [plain("x" * 2001)]}]),
    ("must be less than 151", [{"type": "header", "text": plain("x" * 151)}]),
    ("unsupported text type", [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]),
    ("no more than 10 items", [{"type": "context", "elements": [plain("x")] * 11}]),
    ("no more than 25 items", [actions(*[button() for _ in range(26)])]),
    ("`action_id` must be unique", [actions(button(action_id="a"), button(action_id="a"))]),
    ("must be less than 76", [actions(button("x" * 76))]),
    ("must be less than 256", [actions(button(action_id="a" * 256))]),
    ("must be less than 2001", [actions(button(value="x" * 2001))]),
    ("style must be", [actions(button(style="blue"))]),
    ("no fewer than 1 items", [actions(select())]),
    ("must be less than 76", [actions(select("x" * 76))]),
    ("unsupported type: plain_text_input", [actions({"type": "plain_text_input"})]),
    ("missing required field: alt_text", [{"type": "image", "image_url": "https://x.example"}]),
    ("must be less than 2001", [{**PICTURE, "alt_text": "x" * 2001}]),
    ("exactly one of image_url", [{"type": "image", "alt_text": "x"}]),
    ("exactly one of id and url", [{"type": "image", "alt_text": "x", "slack_file": {}}]),
    ("failed to match", [{"type": "image", "alt_text": "x", "slack_file": {"id": "f1"}}]),
    ("invalid slack file", [{"type": "image", "alt_text": "x", "slack_file": {"id": "F00000000"}}]),
    ("no more than 50 items", [{"type": "divider"}] * 51),
    ("`block_id` must be unique", [section("a", block_id="b"), section("c", block_id="b")]),
    ("must be less than 256", [section("a", block_id="b" * 256)]),
    ("invalid additional property: colour", [section("a", colour="red")]),
    ("unsupported type: chart", [{"type": "chart"}]),
    ("no more than 100 items", [table(*[["x"]] * 101)]),
    ("no more than 20 items", [table(["x"] * 21)]),
    ("more than 0 characters", [table([""])]),
    ("only_one_table_allowed", [table(["x"]), table(["x"])]),
    ("must be less than 12001", [{"type": "markdown", "text": "x" * 12_001}]),
    ("must provide an object", ["hello"]),
]


@pytest.mark.parametrize("block", GOOD, ids=lambda block: str(block["type"]))
def test_taken(client: WebClient, general: Channel, block: dict[str, Any]) -> None:
    client.chat_postMessage(channel=general.id, text="hello", blocks=[block])


@pytest.mark.parametrize(("complaint", "blocks"), BAD)
def test_refused(client: WebClient, general: Channel, complaint: str, blocks: list[Any]) -> None:
    with refused("invalid_blocks") as seen:
        client.api_call(
            "chat.postMessage", json={"channel": general.id, "text": "a", "blocks": blocks}
        )
    assert any(complaint in each for each in seen.complaints), seen.complaints


def test_complaints_point_at_the_place(client: WebClient, general: Channel) -> None:
    with refused("invalid_blocks") as seen:
        client.chat_postMessage(
            channel=general.id, text="a", blocks=[{"type": "divider"}, section("x" * 3001)]
        )
    assert seen.complaints == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"
    ]


def test_blocks_that_are_no_json(client: WebClient, general: Channel) -> None:
    with refused("invalid_blocks_format"):
        client.chat_postMessage(channel=general.id, text="a", blocks="[{")


def test_all_text_together(client: WebClient, general: Channel) -> None:
    with refused("msg_blocks_too_long"):
        client.chat_postMessage(channel=general.id, text="a", blocks=[section("x" * 2700)] * 5)


def test_an_older_server_refuses_what_slack_takes(
    slack: SlackStandIn, client: WebClient, general: Channel
) -> None:
    slack.unknown_blocks = {"table"}
    with refused("invalid_blocks") as seen:
        client.chat_postMessage(channel=general.id, text="x", blocks=[table(["Ana"])])
    assert "unsupported type: table" in seen.complaints[0]
    client.chat_postMessage(channel=general.id, text="x", blocks=[section("Ana")])
