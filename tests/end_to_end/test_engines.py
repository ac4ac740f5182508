"""The whole way through AssemblyAI, Deepgram and a speech server, each served by a stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from tests.end_to_end import recordings
from tests.end_to_end.town import Town
from tests.house import House
from tests.standins.assemblyai import AssemblyAIStandIn
from tests.standins.deepgram import DeepgramStandIn
from tests.standins.media import media_host
from tests.standins.openai import Flavour, SpeechServerStandIn
from tests.standins.slack import SlackStandIn
from tests.workers.engines.openai.conftest import script
from workers.examples import find_recording
from workers.intake import Intake


@dataclass
class Vendors:
    """All that is not ours."""

    assemblyai: AssemblyAIStandIn
    deepgram: DeepgramStandIn
    box: SpeechServerStandIn


@pytest.fixture(scope="module")
def vendors() -> Iterator[Vendors]:
    with ExitStack() as held:
        yield Vendors(
            held.enter_context(AssemblyAIStandIn()),
            held.enter_context(DeepgramStandIn()),
            held.enter_context(SpeechServerStandIn(Flavour.SPEACHES, script())),
        )


@pytest.fixture(scope="module")
def town(vendors: Vendors, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with media_host() as media, SlackStandIn() as slack:
        house = House(slack, folder)
        house.set(
            ALLOW_PRIVATE_HOSTS=media.address,
            ENGINE="assemblyai",
            ENGINE_FALLBACK="local",
            PUBLIC_URL=f"http://127.0.0.1:{house.port}",
            ASSEMBLYAI_API_KEY=vendors.assemblyai.key,
            ASSEMBLYAI_BASE_URL=vendors.assemblyai.url,
            DEEPGRAM_API_KEY=vendors.deepgram.key,
            DEEPGRAM_BASE_URL=vendors.deepgram.url,
            OPENAI_BASE_URL=vendors.box.base_url,
            OPENAI_API_KEY=str(vendors.box.key),
            OPENAI_MODEL=vendors.box.model,
        )
        with house:
            ana = slack.person("Ana")
            yield Town(slack, house, media, slack.channel("standup", members=[ana]), ana)


def said_with(town: Town, name: str, engine: str, data: bytes) -> str:
    """What the thread says in the end of a recording that is linked with `engine:NAME`."""
    town.media.put(f"/{name}", data, content_type="audio/ogg")
    text = f"<@{town.slack.bot_user}> <{town.media.link(f'/{name}')}> 3 engine:{engine}"
    message = town.ana.says(town.channel, text)
    town.slack.wait_for(lambda: town.charts(message), timeout_s=90, what="the chart")
    return str([reply.blocks for reply in town.replies(message)])


def test_assemblyai_calls_and_its_copy_goes_with_the_chart(town: Town, vendors: Vendors) -> None:
    vendors.assemblyai.knobs.job_s = 1.0
    message = town.ana.uploads(town.channel, recordings.noise(3), filename="talk.wav")
    town.wait_for_end(message)
    assert "AssemblyAI" in str([reply.blocks for reply in town.replies(message)])
    assert [call.status for call in vendors.assemblyai.webhook_calls] == [200]
    with Intake.open(None, town.house.folder / "data") as intake:
        (analysis,) = intake.at(town.slack.team, message.channel, message.ts)
        assert intake.engine_minutes()["assemblyai"] > 0
        assert intake.changes.delete(analysis.id, by=town.ana.id)
    town.slack.wait_for(lambda: "Deleted" in town.replies(message)[0].text, what="the receipt")
    assert [each.deleted for each in vendors.assemblyai.transcripts.values()] == [True]


def test_deepgram_answers_at_once(town: Town, vendors: Vendors) -> None:
    said = said_with(town, "called.ogg", "deepgram", find_recording().read_bytes())
    assert "Deepgram" in said
    assert vendors.deepgram.paid == 1


def test_a_speech_server_hears_and_the_house_does_the_rest(town: Town, vendors: Vendors) -> None:
    said = said_with(town, "own.ogg", "openai", find_recording().read_bytes())
    assert "Own speech server" in said
    assert len(vendors.box.asked) == 1


def test_where_credit_has_run_out_the_embedded_engine_listens(town: Town, vendors: Vendors) -> None:
    vendors.deepgram.knobs.balance = False
    said = said_with(town, "broke.ogg", "deepgram", find_recording().read_bytes())
    assert "Deepgram was out of reach: the embedded engine listened instead." in said
