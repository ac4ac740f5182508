"""Vimeo: public and unlisted videos."""

from __future__ import annotations

import re

from workers.sources.resolved import ResolvedSite
from workers.web import Web


def make_vimeo(web: Web) -> ResolvedSite:
    return ResolvedSite(
        web=web,
        name="vimeo",
        title="Vimeo",
        examples=(
            "https://vimeo.com/123456789",
            "https://vimeo.com/123456789/a1b2c3d4e5",
            "https://player.vimeo.com/video/123456789?h=a1b2c3d4e5",
            "https://vimeo.com/event/1234567/videos/123456789",
            "https://vimeo.com/anamoss/review/123456789/a1b2c3d4e5",
            "https://vimeo.com/reviews/0a1b2c3d-0000-1111-2222-0a1b2c3d4e5f/videos/123456789",
        ),
        extractors=("vimeo", "vimeo:event", "vimeo:review"),
        lists=re.compile(r"vimeo\.com/showcase/\d+/?([?#]|$)"),
    )
