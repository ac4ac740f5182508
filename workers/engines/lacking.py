"""What engines lack to hear: looked for when workers start, and by the doctor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec as find_module

from workers.domain.errors import Refused
from workers.domain.lack import Lack
from workers.engines import find_spec
from workers.engines.local import LOCAL
from workers.engines.local.networks import segmentation, voice, voiceprint
from workers.engines.local.networks.weights import find_weights
from workers.engines.local.words import prepared

WEIGHTS = (voice.WEIGHTS, segmentation.WEIGHTS, voiceprint.WEIGHTS, *prepared.WEIGHTS)
"""Of the embedded engine: package and file of each."""


def find_lacks(name: str, settings: Mapping[str, object]) -> Iterator[Lack]:
    """Where the engine `name` hears; `settings` are each engine's own, by its name.

    Nothing is loaded, and nothing asked for over the network.
    """
    spec = find_spec(name)
    if spec is None or not spec.is_configured(settings[name]):
        yield Lack.ENGINE
    if name == LOCAL.name and find_missing_weights():
        yield Lack.WEIGHTS
    if not has_resolver():
        yield Lack.RESOLVER


def find_missing_weights() -> list[str]:
    """The packages of which a file is not there, sorted."""
    return sorted({package for package, file in WEIGHTS if not _has(package, file)})


def has_resolver() -> bool:
    """Whether the package that opens video sites is installed."""
    return find_module("yt_dlp") is not None


def _has(package: str, file: str) -> bool:
    try:
        find_weights(package, file)
    except Refused:
        return False
    return True
