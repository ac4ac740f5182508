"""Deepgram's pre-recorded API as an engine: one long call whose answer is the transcript.

Its scores are numbers from -1 to 1. Nothing can be asked for again, and nothing has to be deleted:
each request opts out of being kept. Importing this is cheap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from msgspec import Meta

from workers.domain.errors import Refused, Why
from workers.engines.engine import Engine
from workers.engines.spec import House, Spec
from workers.processes.environment import HttpAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class DeepgramSettings:
    """`deepgram_concurrency` is how many calls the project may make at a time with sentiment,
    counted over all workers."""

    deepgram_api_key: str | None = field(default=None, repr=False)
    deepgram_base_url: HttpAddress = "https://api.deepgram.com"
    deepgram_model: Annotated[str, Meta(min_length=1)] = "nova-3"
    deepgram_concurrency: Annotated[int, Meta(ge=1)] = 10


def _connect(settings: DeepgramSettings, house: House) -> Engine:
    from workers.engines.deepgram.engine import DeepgramEngine  # noqa: PLC0415 - when used

    if settings.deepgram_api_key is None:
        raise Refused(Why.ENGINE_CREDENTIALS, engine=DEEPGRAM.title, check="DEEPGRAM_API_KEY")
    return DeepgramEngine(settings, house.redis, longest=house.longest, scorer=house.polarity)


DEEPGRAM = Spec(
    name="deepgram",
    title="Deepgram",
    settings=DeepgramSettings,
    is_configured=lambda settings: settings.deepgram_api_key is not None,
    connect=_connect,
)
