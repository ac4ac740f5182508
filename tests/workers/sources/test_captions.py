"""Captions are brought where a site has them, and missed by nobody where it has not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.standins.media import MediaHost
from workers.sources.captions import MOST_BYTES, bring
from workers.web import Web

SPOKEN = b"WEBVTT\n\n00:00:00.000 --> 00:00:09.000\nAna: We ship on Friday.\n"


@pytest.mark.parametrize(
    "kinds", [("cc", "transcript"), ("chapter", "en", "de"), ("en", "cc"), ("de",)]
)
def test_the_captions_most_likely_to_have_names_are_taken(
    host: MediaHost, web: Web, tmp_path: Path, kinds: tuple[str, ...]
) -> None:
    links = {kind: host.put(f"/{kind}", kind.encode()) for kind in kinds}
    found = bring(web, links, {"Referer": "https://h/"}, tmp_path)
    assert found is not None
    taken = next(kind for kind in ("transcript", "cc", "en", "de") if kind in kinds)
    assert found.read_text() == taken
    assert [hit.path for hit in host.hits] == [f"/{taken}"]
    assert host.hits[0].headers["Referer"] == "https://h/"


@pytest.mark.parametrize("status", [404, 403, 503])
def test_captions_that_cannot_be_had_are_done_without(
    host: MediaHost, web: Web, tmp_path: Path, status: int
) -> None:
    assert bring(web, {"cc": host.put("/cc", status=status)}, {}, tmp_path) is None
    assert bring(web, {"cc": "http://10.0.0.1/cc"}, {}, tmp_path) is None
    assert bring(web, {"chapter": host.put("/chapter", SPOKEN)}, {}, tmp_path) is None
    assert bring(web, {}, {}, tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_captions_too_long_to_be_true_are_done_without(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    endless = {"cc": host.put("/cc", bytes(MOST_BYTES + 1))}
    assert bring(web, endless, {}, tmp_path) is None
