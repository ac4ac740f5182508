"""The bundled meeting is fetched like any other recording."""

from __future__ import annotations

from pathlib import Path

from workers import examples
from workers.domain.recording import DEMO_LINK, Kind, Recording
from workers.sources.bundled import Bundled


def test_a_copy_of_the_transcript_lands_in_the_folder(tmp_path: Path) -> None:
    asked = Recording(link=DEMO_LINK, name="review.vtt", kind=Kind.TRANSCRIPT)
    source = Bundled()
    assert source.claims(asked)
    assert not source.claims(Recording(link="https://media.example/standup.vtt"))
    fetched = source.fetch(source.locate(asked), tmp_path)
    assert fetched.path is not None
    assert fetched.path.parent == tmp_path
    assert fetched.path.read_text() == examples.find_review().read_text()
