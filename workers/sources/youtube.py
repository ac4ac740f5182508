"""YouTube: public and unlisted videos, and streams that have ended."""

from __future__ import annotations

import re

from workers.sources.resolved import ResolvedSite
from workers.web import Web


def make_youtube(web: Web) -> ResolvedSite:
    return ResolvedSite(
        web=web,
        name="youtube",
        title="YouTube",
        examples=(
            "https://www.youtube.com/watch?v=a1B2c3D4e5F&t=90",
            "https://youtu.be/a1B2c3D4e5F",
            "https://www.youtube.com/live/a1B2c3D4e5F",
            "https://www.youtube.com/playlist?list=PLa1B2c3D4e5F6g7H8i9J0",
        ),
        extractors=("youtube", "youtube:tab"),
        lists=re.compile(r"youtube\.com/playlist\?"),
    )
