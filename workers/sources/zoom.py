"""Zoom: cloud recordings and clips that open without signing in."""

from __future__ import annotations

from workers.sources.resolved import ResolvedSite
from workers.web import Web


def zoom(web: Web) -> ResolvedSite:
    return ResolvedSite(
        web=web,
        name="zoom",
        title="Zoom",
        examples=(
            "https://us02web.zoom.us/rec/share/a1B2-c3D4.e5F6",
            "https://company.zoom.us/rec/play/a1B2-c3D4.e5F6?startTime=1760000000000",
            "https://zoom.us/clips/share/a1B2c3D4",
        ),
        extractors=("zoom", "zoom:clips"),
    )
