"""Loom: videos shared with anyone who has the link."""

from __future__ import annotations

import re

from workers.sources.resolved import ResolvedSite
from workers.web import Web


def make_loom(web: Web) -> ResolvedSite:
    return ResolvedSite(
        web=web,
        name="loom",
        title="Loom",
        examples=(
            "https://www.loom.com/share/0123456789abcdef0123456789abcdef?sid=1",
            "https://www.loom.com/embed/0123456789abcdef0123456789abcdef",
        ),
        extractors=("loom",),
        lists=re.compile(r"loom\.com/share/folder/"),
    )
