"""The manifest asks for what the bot listens to, and for nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
import yaml
from slack_bolt import App

from bot import listeners
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack.block_values import elements_in
from tests.workers.analyses import an_analysis
from workers.domain import actions
from workers.domain.chart import Chart, Quote, Row
from workers.wording import (
    asking,
    channel_windows,
    mending_window,
    naming_window,
    offer,
    passcode_window,
    settings_window,
)
from workers.wording.answer_buttons import make_answer_buttons
from workers.wording.files import FILES_WINDOW
from workers.wording.moment_quote import make_moment_blocks

MANIFEST = Path(__file__).parents[1] / "manifest.yml"
SCOPE_OF_EVENT = {
    "app_mention": "app_mentions:read",
    "channel_shared": "channels:read",
    "member_joined_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}
EVENTS_WITHOUT_SCOPE = {"app_home_opened", "app_uninstalled", "tokens_revoked"}
SCOPES_OF_THE_WORKERS = {"chat:write", "files:read", "files:write", "reactions:write"}
SCOPES_OF_THE_BOT = {"channels:read", "commands", "groups:read", "mpim:read", "users:read"} | {
    "users:read.email"
}
VALUES = {"AS_NEUTRAL", "ESTIMATE", "LEAVE_OUT", "RIGHT", "WRONG"}
"""What stands in the values of actions, and is none."""
PRIVATE = {"groups:history", "groups:read", "mpim:history", "mpim:read"}


class Registrations:
    """Stands where the Bolt app would, and keeps what is registered with it."""

    def __init__(self) -> None:
        self.events: set[str] = set()
        self.commands: set[str] = set()
        self.shortcuts: set[str] = set()
        self.actions: set[str] = set()
        self.views: set[str] = set()
        self.choices: list[tuple[str, Callable[[dict[str, Any]], bool]]] = []
        """Of menus, each with the listener's own check."""

    def event(self, constraints: Any) -> Callable[..., None]:
        kind = constraints["type"] if isinstance(constraints, Mapping) else constraints
        if isinstance(kind, str):
            self.events.add(kind)
        return _kept

    def command(self, name: str) -> Callable[..., None]:
        return self._registered(self.commands, name)

    def message_shortcut(self, callback_id: str) -> Callable[..., None]:
        return self._registered(self.shortcuts, callback_id)

    def action(
        self, action_id: str | re.Pattern[str], matchers: Sequence[Callable[..., bool]] = ()
    ) -> Callable[..., None]:
        """A row of one kind of button is listened to by a pattern: NAME_1, NAME_2, …; a menu by one
        listener for each choice, and by one more for those that nobody knows."""
        if matchers:
            self.choices += [(str(action_id), matcher) for matcher in matchers]
            return _kept
        if isinstance(action_id, re.Pattern):
            action_id = action_id.pattern.removeprefix("^").removesuffix(r"_\d$")
        return self._registered(self.actions, action_id)

    def view(self, callback_id: str) -> Callable[..., None]:
        return self._registered(self.views, callback_id)

    def _registered(self, kind: set[str], name: str) -> Callable[..., None]:
        assert name not in kind, f"{name} is listened to twice"
        kind.add(name)
        return _kept


def _kept(*_listeners: Any) -> None:
    """Bolt would call it later."""


@pytest.fixture
def manifest() -> dict[str, Any]:
    return cast(dict[str, Any], yaml.safe_load(MANIFEST.read_text()))


@pytest.fixture
def registered() -> Registrations:
    registrations = Registrations()
    listeners.register(cast(App, registrations), ObservedIntake(), retention_days=30)
    return registrations


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_slack_takes_the_manifest(manifest: dict[str, Any], contracts: Path, version: str) -> None:
    schema = json.loads((contracts / "manifest" / f"manifest.schema.{version}.json").read_text())

    jsonschema.validate(manifest, schema)


def test_every_event_has_a_listener_and_every_listener_its_events(
    manifest: dict[str, Any], registered: Registrations
) -> None:
    subscribed = manifest["settings"]["event_subscriptions"]["bot_events"]

    assert {name.partition(".")[0] for name in subscribed} == registered.events
    assert set(subscribed) == {*SCOPE_OF_EVENT, *EVENTS_WITHOUT_SCOPE}, "every kind of channel"


def test_every_command_has_a_listener(manifest: dict[str, Any], registered: Registrations) -> None:
    named = {each["command"] for each in manifest["features"]["slash_commands"]}

    assert named == registered.commands


def test_every_shortcut_has_a_listener(manifest: dict[str, Any], registered: Registrations) -> None:
    listed = manifest["features"]["shortcuts"]

    assert {each["callback_id"] for each in listed} == registered.shortcuts
    assert {each["type"] for each in listed} == {"message"}


def test_every_button_and_window_has_a_listener(registered: Registrations) -> None:
    of_the_workers = {
        value
        for name, value in vars(actions).items()
        if name.isupper() and isinstance(value, str) and name not in VALUES
    }

    assert registered.actions == {*of_the_workers, offer.ACCEPT, offer.DECLINE}
    windows = {
        mending_window.MENDING_WINDOW,
        passcode_window.PASSCODE,
        naming_window.RENAME,
        settings_window.SETTINGS,
    }
    windows |= {channel_windows.CHOICE, channel_windows.SUBSCRIBING}
    windows |= {asking.RECOUNT_WINDOW, asking.DELETE_WINDOW, asking.LEAVE_OUT_WINDOW}
    windows |= {FILES_WINDOW}
    assert registered.views == windows


def test_every_choice_of_a_menu_has_one_listener(registered: Registrations) -> None:
    quote = Quote(1, 10.0, "Ana", "We ship on Friday.", 0.4, 7)
    chart = Chart(
        file_id="F1",
        uploaded_at=datetime.now(UTC),
        alt_text="a chart",
        finding="a finding",
        rows=(Row("Ana", 1.0, 0.4),),
        quotes=(quote,),
    )
    blocks: list[Any] = [
        make_answer_buttons(an_analysis(chart=chart)),
        *make_moment_blocks("an-analysis", quote, ""),
    ]
    menus = [part for _, part in elements_in(blocks) if part["type"] == "overflow"]
    offered = [(menu["action_id"], each["value"]) for menu in menus for each in menu["options"]]
    assert len(offered) > 4
    for menu, value in offered:
        body = {"team": {"id": "T1"}, "user": {"id": "U1"}, "actions": [{"value": value}]}
        heard = [check for kind, check in registered.choices if kind == menu and check(body)]
        assert len(heard) == 1, value


def test_interactivity_and_the_home_tab_are_on(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert manifest["features"]["app_home"]["home_tab_enabled"] is True


def test_everything_is_sent_to_the_one_address(manifest: dict[str, Any]) -> None:
    settings = manifest["settings"]
    (command,) = manifest["features"]["slash_commands"]

    assert {
        command["url"],
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
    } == {"https://HOST/slack/events"}


def test_only_scopes_with_a_use_are_asked_for(manifest: dict[str, Any]) -> None:
    scopes = manifest["oauth_config"]["scopes"]
    needed = {*SCOPE_OF_EVENT.values(), *SCOPES_OF_THE_WORKERS, *SCOPES_OF_THE_BOT}

    assert {*scopes["bot"], *scopes["bot_optional"]} == needed
    assert set(scopes["bot_optional"]) == PRIVATE


def test_every_scope_says_why_it_is_asked_for(manifest: dict[str, Any]) -> None:
    scopes = manifest["oauth_config"]["scopes"]
    lines = [line.strip() for line in MANIFEST.read_text().splitlines()]

    for scope in [*scopes["bot"], *scopes["bot_optional"]]:
        (line,) = [line for line in lines if line.startswith(f"- {scope} ")]
        assert len(line.partition(" # ")[2]) > 5, scope
