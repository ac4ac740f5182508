"""A speech server of one's own: whatever answers `POST .../audio/transcriptions` as OpenAI's does.

The box hears the words; voices are told apart and words are scored here, and nothing leaves the
house. Importing this is cheap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from msgspec import Meta

from workers.domain.errors import Refused, Why
from workers.engines.engine import Engine
from workers.engines.spec import House, Spec
from workers.processes.environment import HttpAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAISettings:
    """`openai_base_url` usually ends in /v1; there is no default, least of all the vendor's cloud.

    `openai_speakers` says who tells voices apart; with `server`, the recording is sent in one
    piece. `openai_hour_seconds` is how long the server may take for an hour of sound.
    """

    openai_base_url: HttpAddress | None = None
    openai_api_key: str | None = field(default=None, repr=False)
    openai_model: str = "whisper-1"
    openai_path: Annotated[str, Meta(pattern="^/")] = "/audio/transcriptions"
    openai_speakers: Literal["local", "server"] = "local"
    openai_hour_seconds: Annotated[int, Meta(ge=1)] = 3600


def _connect(settings: OpenAISettings, house: House) -> Engine:
    from workers.engines.openai.engine import OpenAIEngine  # noqa: PLC0415 - loaded when used

    if settings.openai_base_url is None:
        raise Refused(Why.ENGINE_UNREACHABLE, engine=OPENAI.title, check="OPENAI_BASE_URL")
    return OpenAIEngine(settings, house.longest, scorer=house.polarity)


OPENAI = Spec(
    name="openai",
    title="Own speech server",
    settings=OpenAISettings,
    is_configured=lambda settings: settings.openai_base_url is not None,
    connect=_connect,
    paid=False,
)
