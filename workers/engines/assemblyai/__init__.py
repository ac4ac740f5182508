"""AssemblyAI's pre-recorded API as an engine: a job, looked at or told of by a webhook, deleted.

Its sentences come with speakers, times and a label of sentiment. Importing this is cheap.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from workers.domain.errors import Refused, Why
from workers.engines.assemblyai.webhook import HEADER, read_transcript_id
from workers.engines.engine import Engine
from workers.engines.spec import House, Spec, Webhook
from workers.processes.environment import HttpAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyAISettings:
    """`assemblyai_models` in the order of preference; without any, the account's own default."""

    assemblyai_api_key: str | None = field(default=None, repr=False)
    assemblyai_base_url: HttpAddress = "https://api.assemblyai.com"
    assemblyai_models: tuple[str, ...] = ()


def _connect(settings: AssemblyAISettings, house: House) -> Engine:
    from workers.engines.assemblyai.engine import AssemblyAIEngine  # noqa: PLC0415 - when used

    if settings.assemblyai_api_key is None:
        raise Refused(Why.ENGINE_CREDENTIALS, engine=ASSEMBLYAI.title, check="ASSEMBLYAI_API_KEY")
    return AssemblyAIEngine(settings, house.redis, longest=house.longest, scorer=house.polarity)


ASSEMBLYAI = Spec(
    name="assemblyai",
    title="AssemblyAI",
    settings=AssemblyAISettings,
    is_configured=lambda settings: settings.assemblyai_api_key is not None,
    connect=_connect,
    webhook=Webhook(read_transcript_id, header=HEADER),
)
