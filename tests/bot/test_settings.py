"""Settings come from the environment, and a bad one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import BotSettings
from workers.processes.environment import BadSetting
from workers.settings import WorkerSettings
from workers.store.sealing import make_key

HTTP = {"SLACK_BOT_TOKEN": "xoxb-1-abc", "SLACK_SIGNING_SECRET": "5ec7e7"}
SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1-abc", "SLACK_APP_TOKEN": "xapp-1-abc"}


def test_defaults_stand_where_nothing_is_set() -> None:
    settings = BotSettings.from_env(HTTP)

    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.port == 3000
    assert settings.data == Path(".undertone")
    assert settings.redis_url is None
    assert not settings.socket_mode
    assert settings.retention_days == 30
    assert settings.allow_slack_connect == "no"


def test_an_app_token_switches_to_socket_mode_which_needs_no_signing_secret() -> None:
    assert BotSettings.from_env(SOCKET).socket_mode


def test_everything_can_be_set() -> None:
    settings = BotSettings.from_env(
        {
            **HTTP,
            "SLACK_API_URL": "http://127.0.0.1:8900/api",
            "PORT": "8080",
            "PUBLIC_URL": "https://bot.example.com",
            "REDIS_URL": "unix:///run/redis.sock",
            "DATA_DIR": "data",
            "RETENTION_DAYS": "7",
            "ALLOW_SLACK_CONNECT": "yes",
        }
    )

    assert settings.slack_api_url == "http://127.0.0.1:8900/api"
    assert settings.port == 8080
    assert settings.public_url == "https://bot.example.com"
    assert settings.redis_url == "unix:///run/redis.sock"
    assert settings.data == Path("data")
    assert (settings.retention_days, settings.allow_slack_connect) == (7, "yes")


def test_an_empty_value_counts_as_absent() -> None:
    settings = BotSettings.from_env({**HTTP, "SLACK_APP_TOKEN": "", "PORT": " ", "REDIS_URL": ""})

    assert not settings.socket_mode
    assert settings.port == 3000
    assert settings.redis_url is None


def test_secrets_do_not_show() -> None:
    more = {"REDIS_URL": "redis://:pw@host", "ZOOM_WEBHOOK_SECRET": "zo0m"}
    shown = repr(BotSettings.from_env({**HTTP, **SOCKET, **more}))

    assert "xoxb" not in shown
    assert "xapp" not in shown
    assert "5ec7e7" not in shown
    assert "pw" not in shown
    assert "zo0m" not in shown


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xapp-1-abc"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxp-1-abc"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1 abc"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "“xoxb-1-abc”"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_APP_TOKEN": "xoxb-1-abc"}, "SLACK_APP_TOKEN"),
        ({"SLACK_APP_TOKEN": "xapp 1"}, "SLACK_APP_TOKEN"),
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET"),
        ({"SLACK_SIGNING_SECRET": "5ec 7e7"}, "SLACK_SIGNING_SECRET"),
        ({"PORT": "http"}, "PORT"),
        ({"PORT": "0"}, "PORT"),
        ({"PORT": "65536"}, "PORT"),
        ({"PORT": "-1"}, "PORT"),
        ({"SLACK_API_URL": "slack.com/api"}, "SLACK_API_URL"),
        ({"SLACK_API_URL": "https://"}, "SLACK_API_URL"),
        ({"SLACK_API_URL": "https://host:port/"}, "SLACK_API_URL"),
        ({"PUBLIC_URL": "ftp://example.com"}, "PUBLIC_URL"),
        ({"REDIS_URL": "localhost:6379"}, "REDIS_URL"),
        ({"ZOOM_WEBHOOK_SECRET": "5ec 7e7"}, "ZOOM_WEBHOOK_SECRET"),
    ],
)
def test_a_bad_setting_is_named_in_one_sentence(wrong: dict[str, str], named: str) -> None:
    with pytest.raises(BadSetting) as stopped:
        BotSettings.from_env({**HTTP, **wrong})

    sentence = str(stopped.value)
    assert sentence.startswith(named)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "abc" not in sentence, "what was set may be a secret"
    assert "7e7" not in sentence


@pytest.mark.parametrize(
    "garbled",
    ["short", "x" * 44, f"{make_key()},short", f"{make_key()}a"],
    ids=["short", "no key", "one of two", "a sign too many"],
)
def test_a_bad_data_key_is_named_and_not_shown(garbled: str) -> None:
    for read, known in ((BotSettings.from_env, HTTP), (WorkerSettings.from_env, HTTP)):
        with pytest.raises(BadSetting, match="DATA_KEY is no key") as wrong:
            read({**known, "DATA_KEY": garbled})
        assert not any(part in str(wrong.value) for part in garbled.split(","))


def test_several_data_keys_stand_in_one_line_and_stay_out_of_sight() -> None:
    keys = (make_key(), make_key())
    settings = BotSettings.from_env({**HTTP, "DATA_KEY": ", ".join(keys)})
    assert settings.data_key == keys
    assert keys[0] not in repr(settings)
