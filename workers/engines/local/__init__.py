"""The embedded engine: offline and on the CPU. Transcripts exactly, sound as a draft.

sound in: formats -> decode -> separate -> words -> polarity
          separate: stereo, or voice -> windows -> clusters
                                     -> tracks -> evidence -> timbre -> turns, asides
text in:  formats -> transcripts -> polarity

Importing this is cheap; what decodes and recognises is loaded when it is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from workers.engines.engine import Engine
from workers.engines.spec import House, Spec
from workers.processes.environment import set_defaults

set_defaults({"ORT_DISABLE_TELEMETRY": "1"})
# onnxruntime would tell its maker how it is used, and leave a file of its own in the temporary
# folder. It reads this when it is imported, which only happens below this package, and later.


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSettings:
    """`engine_words`: see `words.dictation`; `polarity`: what scores the words."""

    engine_words: Annotated[str, Meta(pattern="^(auto|moonshine|whisper(:.+)?)$")] = "auto"
    polarity: Literal["model", "lexicon"] = "model"


def _connect(settings: LocalSettings, house: House) -> Engine:
    from workers.engines.local.engine import LocalEngine  # noqa: PLC0415 - loaded where it is used

    return LocalEngine(
        house.longest.total_seconds() / 60,
        house.data / "networks",
        words=settings.engine_words,
        polarity=settings.polarity,
    )


LOCAL = Spec(
    name="local",
    title="embedded engine",
    settings=LocalSettings,
    is_configured=lambda _settings: True,
    connect=_connect,
    paid=False,
)
