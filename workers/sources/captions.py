"""Captions that a site keeps beside a recording: they may say who spoke when."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from workers.errors import Refused, Unavailable
from workers.web import Visit, Web

LIKELY = ("transcript", "cc")
"""What sites call the captions that are most likely to have names in them (Zoom's do)."""
NOT_SPEECH = frozenset({"chapter", "chapters", "live_chat"})
MOST_BYTES = 1_000_000
"""Some ten hours of speech."""

log = logging.getLogger(__name__)


def bring(
    web: Web, links: Mapping[str, str], headers: Mapping[str, str], folder: Path
) -> Path | None:
    """Put a recording's captions into `folder`; None where it has none, or they cannot be had.

    `links` are by language, or the site's own word for them. Captions are a courtesy, so their
    absence is no reason to refuse the recording.
    """
    link = _best(links)
    if link is None:
        return None
    try:
        page = web.page(Visit(link=link, headers=headers))
    except (Refused, Unavailable) as trouble:
        log.info("captions left out: %s", trouble)
        return None
    text = page.text.encode()
    if len(text) > MOST_BYTES:
        return None
    path = folder / "captions"
    path.write_bytes(text)
    return path


def _best(links: Mapping[str, str]) -> str | None:
    spoken = [kind for kind in links if kind not in NOT_SPEECH]
    ordered = [*(kind for kind in LIKELY if kind in spoken), *spoken]
    return links[ordered[0]] if ordered else None
