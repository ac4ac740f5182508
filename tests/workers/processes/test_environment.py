"""Settings: what is read, and what an operator is told when it cannot be."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

import pytest
from msgspec import Meta

from bot.settings import BotSettings
from workers.processes.environment import BadSetting, find_cache_folder, read_settings
from workers.processes.logs import LogSettings
from workers.processes.shared_settings import SharedSettings
from workers.settings import WorkerSettings

TOKEN = {"SLACK_BOT_TOKEN": "xoxb-a-secret"}


def test_defaults_and_types() -> None:
    settings = WorkerSettings.from_env(
        TOKEN
        | {"MAX_RECORDING_MB": "5", "ALLOW_PRIVATE_HOSTS": "media.lan, 10.0.0.7:81", "ENGINE": " "}
    )
    assert settings.max_recording_mb == 5
    assert settings.allow_private_hosts == ("media.lan", "10.0.0.7:81")
    assert settings.engine == "auto"
    assert settings.retention.days == 30


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, "SLACK_BOT_TOKEN is not set"),
        (TOKEN | {"MAX_RECORDING_MB": "five"}, "MAX_RECORDING_MB=five is not a whole number"),
        (TOKEN | {"ENGINE": "simbl"}, "ENGINE=simbl is none of: auto, "),
        (TOKEN | {"OPENAI_BASE_URL": "box:8000"}, "OPENAI_BASE_URL"),
        (TOKEN | {"DEEPGRAM_BASE_URL": "nonsense"}, "DEEPGRAM_BASE_URL"),
        (TOKEN | {"SYMBL_CONCURRENCY": "0"}, "SYMBL_CONCURRENCY=0 is less than 1"),
        (TOKEN | {"RETENTION_DAYS": "0"}, "RETENTION_DAYS=0 is less than 1"),
    ],
)
def test_a_bad_setting_is_named(variables: dict[str, str], named: str) -> None:
    with pytest.raises(BadSetting, match=named):
        WorkerSettings.from_env(variables)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("SLACK_API_URL", "slack.com/api"),
        ("SLACK_API_URL", "redis://slack.com"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://example.com:port"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "https://example.com"),
        ("SYMBL_BASE_URL", "“https://api.example.com”"),
        ("DEEPGRAM_BASE_URL", "https://api.example.com /v1"),
        ("ASSEMBLYAI_BASE_URL", "api.example.com"),
    ],
)
def test_an_address_is_complete_wherever_it_is_set(name: str, address: str) -> None:
    with pytest.raises(BadSetting, match=f"{name} is not a complete address"):
        WorkerSettings.from_env(TOKEN | {name: address})


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("SLACK_API_URL", "http://127.0.0.1:4000/api/"),
        ("PUBLIC_URL", "https://undertone.example.com"),
        ("REDIS_URL", "unix:///run/redis.sock"),
        ("REDIS_URL", "rediss://:word@redis.example.com:6380/2"),
    ],
)
def test_a_complete_address_is_taken_as_it_is(name: str, address: str) -> None:
    settings = WorkerSettings.from_env(TOKEN | {name: address})
    assert getattr(settings, name.lower()) == address


def test_bot_and_workers_are_told_the_same_by_the_same_variables() -> None:
    shared = {each.name for each in fields(SharedSettings)}
    assert {each.name for each in fields(BotSettings)} & {
        each.name for each in fields(WorkerSettings)
    } == shared


@pytest.mark.parametrize(
    "address",
    [
        "redis://h:6379/0",
        "rediss://:pw@h",
        "unix:///run/redis.sock",
        "sentinel://:pw@h1:26379,h2:26379/main",
    ],
)
@pytest.mark.parametrize("kind", [BotSettings, WorkerSettings])
def test_a_redis_may_be_told_in_every_form_that_is_documented(
    kind: type[BotSettings | WorkerSettings], address: str
) -> None:
    app = {"SLACK_APP_TOKEN": "xapp-1-x"}
    assert kind.from_env(TOKEN | app | {"REDIS_URL": address}).redis_url == address


def test_a_choice_lists_what_there_is() -> None:
    with pytest.raises(BadSetting, match="LOG_FORMAT=pretty is none of: auto, json, plain"):
        read_settings(LogSettings, {"LOG_FORMAT": "pretty"})


def test_a_secret_that_cannot_be_used_is_not_shown() -> None:
    @dataclass
    class Keys:
        some_key: Annotated[str, Meta(min_length=40)]

    with pytest.raises(BadSetting, match="SOME_KEY is too short") as bad:
        read_settings(Keys, {"SOME_KEY": "hush"})
    assert "hush" not in str(bad.value)


def test_secrets_stay_out_of_the_repr() -> None:
    settings = WorkerSettings.from_env(
        TOKEN | {"SYMBL_APP_SECRET": "another-secret", "REDIS_URL": "redis://:third-secret@h"}
    )
    assert "secret" not in repr(settings).replace("symbl_app_secret", "")


def test_what_can_be_made_again_lies_in_the_users_cache_or_here(tmp_path: Path) -> None:
    cache = find_cache_folder({"XDG_CACHE_HOME": str(tmp_path)}, "here")
    assert cache == str(tmp_path / "undertone")
    assert Path(cache).is_dir()
    (tmp_path / "file").touch()
    assert find_cache_folder({"XDG_CACHE_HOME": str(tmp_path / "file")}, "here") == "here"
