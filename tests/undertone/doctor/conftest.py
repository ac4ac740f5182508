"""A workspace, and settings with which the doctor finds nothing to mend in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.standins.slack import SlackStandIn
from undertone.doctor.examine import examine
from undertone.doctor.finding import Verdict

Look = Callable[..., Mapping[str, Verdict]]


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as workspace:
        yield workspace


@pytest.fixture
def well(slack: SlackStandIn, tmp_path: Path) -> dict[str, str]:
    """The variables of an installation that works, by Socket Mode."""
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DATA_DIR": str(tmp_path / "data"),
        "MAX_RECORDING_MB": "1",
        "ENGINE": "local",
    }


@pytest.fixture
def look(well: dict[str, str]) -> Look:
    """Has the doctor look, with other settings where some are given ("" is not set)."""

    def examine_with(**other: str) -> Mapping[str, Verdict]:
        return {finding.text: finding.verdict for finding in examine(well | other)}

    return examine_with
