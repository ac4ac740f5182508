from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from slack_sdk import WebClient

from tests.standins.slack import Channel, SlackStandIn
from tests.standins.slack.contract import BUILT_IN, methods
from tests.standins.slack.refusals import refused
from tests.standins.slack.state import LEAST_SCOPES
from tests.standins.slack.web_api import METHODS


def test_no_token(slack: SlackStandIn) -> None:
    with refused("not_authed"):
        WebClient(base_url=slack.api_url).auth_test()


def test_wrong_token(slack: SlackStandIn) -> None:
    with refused("invalid_auth"):
        WebClient(token="xoxb-else", base_url=slack.api_url).auth_test()


def test_token_of_another_team_sees_nothing_here(slack: SlackStandIn, general: Channel) -> None:
    stranger = WebClient(token=slack.other_team_token, base_url=slack.api_url)
    assert stranger.auth_test()["team_id"] != slack.team
    with refused("channel_not_found"):
        stranger.chat_postMessage(channel=general.id, text="hello")


def test_token_in_the_form(slack: SlackStandIn) -> None:
    nobody = WebClient(base_url=slack.api_url)
    assert nobody.api_call("auth.test", data={"token": slack.bot_token})["user_id"] == "U0BOT"


def test_unknown_method(client: WebClient) -> None:
    with refused("unknown_method"):
        client.api_call("files.upload", json={"channels": "C1"})


def test_unknown_argument(client: WebClient, general: Channel) -> None:
    with refused("invalid_arguments") as seen:
        client.chat_postMessage(channel=general.id, text="hello", colour="red")
    assert seen.complaints == ["[ERROR] unknown argument: colour"]


def test_missing_argument(client: WebClient) -> None:
    with refused("invalid_arguments") as seen:
        client.api_call("reactions.add", data={"name": "eyes", "channel": "C1"})
    assert seen.complaints == ["[ERROR] missing required field: timestamp"]


def test_json_is_not_read_where_slack_does_not_read_it(client: WebClient) -> None:
    with refused("invalid_arguments"):
        client.api_call("files.info", json={"file": "F000000001"})


@pytest.mark.parametrize(
    ("scope", "method", "args"),
    [
        ("chat:write", "chat.postMessage", {"channel": "C1", "text": "hello"}),
        ("files:write", "files.getUploadURLExternal", {"filename": "a.png", "length": 3}),
        ("files:read", "files.info", {"file": "F000000001"}),
        ("reactions:write", "reactions.add", {"channel": "C1", "name": "eyes", "timestamp": "1"}),
    ],
)
def test_missing_scope(
    slack: SlackStandIn, client: WebClient, scope: str, method: str, args: dict[str, str]
) -> None:
    slack.scopes.discard(scope)
    with refused("missing_scope") as seen:
        client.api_call(method, params=args)
    assert seen.needed == scope


def test_dead_tokens(slack: SlackStandIn, client: WebClient) -> None:
    slack.revoke_token()
    with refused("token_revoked"):
        client.auth_test()
    slack.uninstall()
    with refused("account_inactive"):
        client.auth_test()


def test_without_the_contract_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONTRACTS_DIR", str(tmp_path))
    assert SlackStandIn().contract_source == "built-in table"


def test_built_in_table_agrees_with_the_contract_files(contracts: Path) -> None:
    read, source = methods()
    assert source == str(contracts / "slack-api")
    for name, own in BUILT_IN.items():
        assert set(own.required) == set(read[name].required), name
        assert set(own.optional) == set(read[name].optional) - {"token"}, name
        assert (own.scopes, own.json) == (read[name].scopes, read[name].json), name


def test_every_method_is_in_the_built_in_table() -> None:
    assert set(METHODS) | {"apps.connections.open"} == set(BUILT_IN)


def test_scopes_are_those_of_the_manifest() -> None:
    manifest = yaml.safe_load((Path(__file__).parents[3] / "manifest.yml").read_text("utf-8"))
    scopes = manifest["oauth_config"]["scopes"]
    assert {*scopes["bot"], *scopes["bot_optional"]} == LEAST_SCOPES
