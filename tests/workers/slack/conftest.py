"""A workspace with one channel, for whatever talks to Slack."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.standins.slack import Channel, SlackStandIn


@pytest.fixture
def workspace() -> Iterator[SlackStandIn]:
    with SlackStandIn() as workspace:
        yield workspace


@pytest.fixture
def channel(workspace: SlackStandIn) -> Channel:
    return workspace.channel("standup", members=[workspace.person("Ana")])
