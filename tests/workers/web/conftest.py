"""A media host and a web that may visit it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.standins.media import MediaHost, media_host
from workers.web import Web


@pytest.fixture
def host() -> Iterator[MediaHost]:
    with media_host() as running:
        yield running


@pytest.fixture
def web(host: MediaHost) -> Web:
    return Web(max_bytes=1_000_000, max_seconds=20, allow_private={host.address})
