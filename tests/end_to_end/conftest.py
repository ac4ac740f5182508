"""One town for all tests here: starting the bot and the workers takes seconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.end_to_end.town import Town
from tests.house import House
from tests.standins.media import media_host
from tests.standins.slack import SlackStandIn

LIMITS = {"MAX_RECORDING_MINUTES": "1", "MAX_RECORDING_MB": "4"}


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with media_host() as media, SlackStandIn() as slack:
        settings = LIMITS | {
            "ALLOW_PRIVATE_HOSTS": media.address,
            "ZOOM_WEBHOOK_SECRET": "a-secret",
        }
        with House(slack, folder, settings) as house:
            ana = slack.person("Ana", admin=True)
            yield Town(slack, house, media, slack.channel("standup", members=[ana]), ana)
