from __future__ import annotations

from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from tests.standins.slack import Channel, Message, Person, SlackStandIn
from tests.standins.slack.refusals import refused

Payloads = list[dict[str, Any]]


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


CHOICES = [{"text": plain(each), "value": each} for each in ("1", "2", "3")]
BUTTONS = [
    {"type": "button", "text": plain("Rename"), "action_id": "rename", "value": "an7"},
    {"type": "static_select", "action_id": "number", "options": CHOICES},
]
NAME = {
    "type": "input",
    "block_id": "first",
    "label": plain("Speaker 1"),
    "element": {"type": "plain_text_input", "action_id": "name"},
}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    shape = {"type": "modal", "callback_id": "rename", "title": plain("Rename speakers")}
    return {**shape, "submit": plain("Save"), "blocks": list(blocks), **more}


@pytest.fixture
def card(app: App, general: Channel) -> Message:
    """A message of the bot with a button and a select."""
    posted = app.client.chat_postMessage(
        channel=general.id, text="done", blocks=[{"type": "actions", "elements": BUTTONS}]
    )
    return general.messages[str(posted["ts"])]


@pytest.fixture
def renaming(app: App) -> Payloads:
    """The bot opens a modal for the button and takes what is sent off."""
    sent: Payloads = []

    @app.action("rename")
    def open_modal(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=modal(NAME))

    @app.view("rename")
    def take(ack: Ack, view: dict[str, Any]) -> None:
        name = view["state"]["values"]["first"]["name"]["value"]
        if name == "push":
            ack(response_action="push", view=modal())
        elif len(name) > 10:
            ack(response_action="errors", errors={"first": "Too long."})
        else:
            ack()
            sent.append(view)

    return sent


def test_click(slack: SlackStandIn, app: App, ana: Person, card: Message) -> None:
    seen: Payloads = []

    @app.action("number")
    def take(ack: Ack, body: dict[str, Any], respond: Any) -> None:
        ack()
        seen.append(body)
        respond("counted", replace_original=True)

    reply = ana.clicks(card, "number", "2")
    assert reply.status == 200
    assert seen[0]["actions"][0]["selected_option"]["value"] == "2"
    assert (seen[0]["message"]["ts"], seen[0]["user"]["id"]) == (card.ts, ana.id)
    assert slack.thread(card)[0].text == "counted"


def test_no_one_can_click_what_is_not_there(ana: Person, card: Message) -> None:
    with pytest.raises(LookupError, match="rename"):
        ana.clicks(card, "forget")
    with pytest.raises(ValueError, match="no option '9'"):
        ana.clicks(card, "number", "9")


def test_modal(ana: Person, card: Message, renaming: Payloads) -> None:
    ana.clicks(card, "rename")
    assert ana.modal is not None
    assert ana.submits(ana.modal, {"name": "far too long a name"}).errors == {"first": "Too long."}
    with pytest.raises(ValueError, match="has to be filled in"):
        ana.submits(ana.modal)
    with pytest.raises(LookupError, match="no inputs"):
        ana.submits(ana.modal, {"surname": "x"})
    first = ana.modal
    ana.submits(first, {"name": "push"})
    ana.closes(ana.modal)
    assert ana.modal.id == first.id
    ana.submits(first, {"name": "Bo"})
    assert not ana.modal
    assert [each["state"]["values"]["first"]["name"]["value"] for each in renaming] == ["Bo"]


def test_trigger_is_good_once_and_not_for_long(
    slack: SlackStandIn, app: App, client: WebClient, ana: Person, card: Message
) -> None:
    triggers: list[str] = []

    @app.action("rename")
    def keep(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        triggers.append(body["trigger_id"])

    ana.clicks(card, "rename")
    client.views_open(trigger_id=triggers[0], view=modal())
    with refused("exchanged_trigger_id"):
        client.views_open(trigger_id=triggers[0], view=modal())
    slack.trigger_life_s = -1
    ana.clicks(card, "rename")
    with refused("expired_trigger_id"):
        client.views_open(trigger_id=triggers[1], view=modal())
    with refused("invalid_trigger_id"):
        client.views_open(trigger_id="1.2.3", view=modal())


def test_stack_of_modals(slack: SlackStandIn, client: WebClient, ana: Person) -> None:
    client.views_open(trigger_id=slack.new_trigger(ana.id), view=modal())
    for _ in range(2):
        client.views_push(trigger_id=slack.new_trigger(ana.id), view=modal())
    with refused("push_limit_reached"):
        client.views_push(trigger_id=slack.new_trigger(ana.id), view=modal())


def test_update_of_a_view(slack: SlackStandIn, client: WebClient, ana: Person) -> None:
    first = client.views_open(trigger_id=slack.new_trigger(ana.id), view=modal())["view"]
    client.views_update(view_id=first["id"], hash=first["hash"], view=modal(NAME))
    assert ana.modal is not None
    assert len(ana.modal.blocks) == 1
    with refused("hash_conflict"):
        client.views_update(view_id=first["id"], hash=first["hash"], view=modal())
    with refused("not_found"):
        client.views_update(view_id="V0", view=modal())


@pytest.mark.parametrize(
    ("complaint", "view"),
    [
        ("missing required field: title", {"type": "modal", "blocks": []}),
        ("missing required field: submit", {**modal(NAME), "submit": None}),
        ("must be less than 25", modal(title=plain("x" * 25))),
        ("must be less than 3001", modal(private_metadata="x" * 3001)),
        ("must be less than 256", modal(callback_id="x" * 256)),
        ("no more than 100 items", modal(*[{"type": "divider"}] * 101)),
        ("unsupported type: home", {"type": "home", "blocks": []}),
        ("invalid additional property: size", modal(size=3)),
    ],
)
def test_refused_views(
    slack: SlackStandIn, client: WebClient, ana: Person, complaint: str, view: dict[str, Any]
) -> None:
    view = {name: each for name, each in view.items() if each is not None}
    with refused("invalid_arguments") as seen:
        client.views_open(trigger_id=slack.new_trigger(ana.id), view=view)
    assert any(complaint in each for each in seen.complaints), seen.complaints


def test_too_large_a_view(slack: SlackStandIn, client: WebClient, ana: Person) -> None:
    with refused("view_too_large"):
        view = modal(*[{"type": "markdown", "text": "x" * 9000}] * 30)
        client.views_open(trigger_id=slack.new_trigger(ana.id), view=view)


def test_home_tab(client: WebClient, ana: Person) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = client.views_publish(user_id=ana.id, view=home)["view"]
    client.views_publish(user_id=ana.id, view=home, hash=first["hash"])
    assert ana.home is not None
    assert ana.home.id == first["id"]
    with refused("hash_conflict"):
        client.views_publish(user_id=ana.id, view=home, hash=first["hash"])
    with refused("user_not_found"):
        client.views_publish(user_id="U0NOBODY", view=home)


def test_shortcut_on_a_message(app: App, ana: Person, card: Message) -> None:
    seen: Payloads = []

    @app.message_shortcut("chart_sentiment")
    def take(ack: Ack, shortcut: dict[str, Any]) -> None:
        ack()
        seen.append(shortcut)

    assert ana.uses_shortcut("chart_sentiment", card).status == 200
    assert seen[0]["message"]["ts"] == card.ts


def test_click_in_an_ephemeral(app: App, client: WebClient, ana: Person, general: Channel) -> None:
    offers: Payloads = []

    @app.action("rename")
    def take(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        offers.append(body)

    client.chat_postEphemeral(
        channel=general.id, user=ana.id, text="?", blocks=[{"type": "actions", "elements": BUTTONS}]
    )
    ana.clicks(ana.ephemerals[0], "rename")
    assert offers[0]["container"]["is_ephemeral"] is True
    assert "message" not in offers[0]
