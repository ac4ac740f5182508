"""The whole way through Symbl's API, served by a strict stand-in, the webhook included."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.end_to_end import recordings
from tests.end_to_end.town import Town
from tests.house import House
from tests.standins.media import media_host
from tests.standins.slack import SlackStandIn
from tests.standins.symbl import SymblStandIn
from workers.intake import Intake


@pytest.fixture(scope="module")
def symbl() -> Iterator[SymblStandIn]:
    with SymblStandIn() as symbl:
        yield symbl


@pytest.fixture(scope="module")
def town(symbl: SymblStandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with media_host() as media, SlackStandIn() as slack:
        house = House(slack, folder)
        house.set(
            ALLOW_PRIVATE_HOSTS=media.address,
            ENGINE="auto",
            SYMBL_APP_ID=symbl.app_id,
            SYMBL_APP_SECRET=symbl.app_secret,
            SYMBL_BASE_URL=symbl.url,
            PUBLIC_URL=f"http://127.0.0.1:{house.port}",
        )
        with house:
            ana = slack.person("Ana")
            yield Town(slack, house, media, slack.channel("standup", members=[ana]), ana)


def test_a_recording_becomes_a_chart_and_what_else_was_found_follows(
    town: Town, symbl: SymblStandIn
) -> None:
    message = town.ana.uploads(town.channel, recordings.noise(3), filename="talk.wav")
    town.wait_for_end(message)
    town.slack.wait_for(lambda: len(town.replies(message)) == 3, what="what else was found")
    _, answer, also = town.replies(message)
    assert "Symbl" in str(answer.blocks)
    assert "Also in this meeting" in also.text
    assert len(symbl.submits) == 1


def test_the_webhook_is_faster_than_the_next_look(town: Town, symbl: SymblStandIn) -> None:
    symbl.knobs.job_s = 10.2
    began = time.monotonic()
    message = town.ana.uploads(town.channel, recordings.noise(4), filename="other.wav")
    town.slack.wait_for(lambda: town.charts(message), timeout_s=40, what="the chart")
    symbl.knobs.job_s = 0.0
    assert symbl.webhook_calls
    assert time.monotonic() - began < 13.5, "the looks come 9.5 s and 14.5 s after the submit"


def test_deleting_a_chart_deletes_the_conversation(town: Town, symbl: SymblStandIn) -> None:
    message = town.ana.uploads(town.channel, recordings.noise(5), filename="gone.wav")
    town.wait_for_end(message)
    before = len(symbl.account.conversations)
    with Intake.open(None, town.house.folder / "data") as intake:
        (analysis,) = intake.at(town.slack.team, message.channel, message.ts)
        assert intake.changes.delete(analysis.id, by=town.ana.id)
    town.slack.wait_for(lambda: "Deleted" in town.replies(message)[0].text, what="the receipt")
    assert len(symbl.account.conversations) == before - 1


def test_a_service_that_is_gone_is_named_with_the_way_out(town: Town, symbl: SymblStandIn) -> None:
    symbl.knobs.fails = True
    message = town.ana.uploads(town.channel, recordings.noise(6), filename="failed.wav")
    (status,) = town.wait_for_end(message)
    symbl.knobs.fails = False
    assert "could not transcribe" in status.text
