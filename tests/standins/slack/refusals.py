"""What a test says of a call that Slack has to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from slack_sdk.errors import SlackApiError


@dataclass
class Refused:
    """The refusal's details, filled in when the `with` block ends."""

    needed: str = ""
    complaints: list[str] = field(default_factory=list)


@contextmanager
def refused(error: str) -> Iterator[Refused]:
    """Fails the test unless the block ends in Slack's error of that name."""
    seen = Refused()
    with pytest.raises(SlackApiError) as caught:
        yield seen
    response = caught.value.response
    assert response["error"] == error
    seen.needed = response.get("needed", "")
    seen.complaints = response.get("response_metadata", {}).get("messages", [])
