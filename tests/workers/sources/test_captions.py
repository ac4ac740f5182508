"""Captions are brought where a site has them, and missed by nobody where it has not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.standins.media import MediaHost
from workers.sources.captions import MOST_BYTES, bring_captions, choose_captions
from workers.web import Visit, Web


@pytest.mark.parametrize(
    ("kinds", "taken"),
    [
        (("cc", "transcript"), "transcript"),
        (("chapter", "en", "de"), "en"),
        (("en", "cc"), "cc"),
        (("de",), "de"),
        (("chapter",), None),
        ((), None),
    ],
)
def test_the_captions_most_likely_to_have_names_are_taken(
    kinds: tuple[str, ...], taken: str | None
) -> None:
    assert choose_captions({kind: kind for kind in kinds}) == taken


def test_they_are_put_beside_the_recording(host: MediaHost, web: Web, tmp_path: Path) -> None:
    visit = Visit(link=host.put("/cc", b"WEBVTT"), headers={"Referer": "https://h/"})
    found = bring_captions(web, visit, tmp_path)
    assert found is not None
    assert found.read_text() == "WEBVTT"
    assert host.hits[0].headers["Referer"] == "https://h/"


@pytest.mark.parametrize("status", [404, 403, 503])
def test_captions_that_cannot_be_had_are_done_without(
    host: MediaHost, web: Web, tmp_path: Path, status: int
) -> None:
    for link in (host.put("/cc", status=status), "http://10.0.0.1/cc"):
        assert bring_captions(web, Visit(link=link), tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_captions_too_long_to_be_true_are_done_without(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    endless = Visit(link=host.put("/cc", bytes(MOST_BYTES + 1)))
    assert bring_captions(web, endless, tmp_path) is None
