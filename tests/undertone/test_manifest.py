"""undertone manifest: what can be pasted as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from undertone.manifest import print_manifest

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert print_manifest(list(arguments)) == 0
    return capsys.readouterr().out


def test_for_socket_mode_it_is_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys) == MANIFEST.read_text()


@pytest.mark.parametrize("host", ["bot.example.com", "https://bot.example.com/"])
def test_for_http_the_addresses_and_the_mode_differ_and_nothing_else(
    capsys: pytest.CaptureFixture[str], host: str
) -> None:
    expected: dict[str, Any] = yaml.safe_load(MANIFEST.read_text())
    expected["settings"]["socket_mode_enabled"] = False
    address = "https://bot.example.com/slack/events"
    expected["settings"]["event_subscriptions"]["request_url"] = address
    expected["settings"]["interactivity"]["request_url"] = address
    expected["features"]["slash_commands"][0]["url"] = address

    said = printed(capsys, "--http", host)

    assert yaml.safe_load(said) == expected
    assert "HOST" not in said


def test_what_is_no_host_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        print_manifest(["--http", "https://bot.example.com/slack/events"])
    assert "not a host name" in capsys.readouterr().err
