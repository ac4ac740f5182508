"""Captions that a site keeps beside a recording: they may say who spoke when."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from workers.domain.errors import Refused, Unavailable
from workers.web import Visit, Web

LIKELY = ("transcript", "cc")
"""What sites call the captions that are most likely to have names in them (Zoom's do)."""
NOT_SPEECH = frozenset({"chapter", "chapters", "live_chat"})
MOST_BYTES = 1_000_000
"""Some ten hours of speech."""

log = logging.getLogger(__name__)


def bring_captions(web: Web, visit: Visit, folder: Path) -> Path | None:
    """Like `fetch_captions`, but None as well where they cannot be had.

    Captions are a courtesy, so their absence is no reason to refuse the recording.
    """
    try:
        return fetch_captions(web, visit, folder)
    except (Refused, Unavailable) as trouble:
        log.info("captions left out: %s", trouble)
        return None


def fetch_captions(web: Web, visit: Visit, folder: Path) -> Path | None:
    """Put captions into `folder`; None where they are too long. Raises Refused and Unavailable."""
    text = web.page(visit).text.encode()
    if len(text) > MOST_BYTES:
        return None
    path = folder / "captions"
    path.write_bytes(text)
    return path


def choose_captions(links: Mapping[str, str]) -> str | None:
    """The link to the captions that most likely name people.

    `links` are by language, or by the site's own word for the kind of captions.
    """
    spoken = [kind for kind in links if kind not in NOT_SPEECH]
    ordered = [*(kind for kind in LIKELY if kind in spoken), *spoken]
    return links[ordered[0]] if ordered else None
