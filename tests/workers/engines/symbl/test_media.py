"""Media: told by the bytes, whatever the name says."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from tests.workers.engines.symbl.made import draw, write
from workers.domain.errors import Refused, Why
from workers.engines.symbl.media import look_at_media


@pytest.mark.parametrize(
    ("written", "codec", "video", "container"),
    [
        ("mp4", "aac", True, "mov"),
        ("mp4", "aac", False, "mov"),
        ("ipod", "aac", False, "mov"),
        ("mov", "aac", True, "quicktime"),
        ("wav", "pcm_s16le", False, "wav"),
        ("aiff", "pcm_s16be", False, "aiff"),
        ("flac", "flac", False, "flac"),
        ("adts", "aac", False, "aac"),
        ("matroska", "aac", True, "matroska"),
        ("avi", "pcm_s16le", True, "avi"),
        ("asf", "aac", True, "asf"),
        ("asf", "aac", False, "asf"),
    ],
)
def test_what_it_is(tmp_path: Path, written: str, codec: str, video: bool, container: str) -> None:
    path = tmp_path / "talk"
    write(path, written, codec, video=video)
    media = look_at_media(path, "talk.mp3")
    assert ("quicktime" if media.quicktime else media.format, media.video) == (container, video)


def test_how_long_it_is(samples: Path) -> None:
    assert look_at_media(samples / "speech-jfk.flac", "x").length_s == pytest.approx(11, abs=0.01)


def test_a_video_without_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "silent.mp4"
    with av.open(path, "w", format="mp4") as out:
        draw(out)
    assert _refusal(path) is Why.NO_SOUND


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Why.EMPTY),
        (b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/secret.ts\n", Why.NOT_A_RECORDING),
        (b"<html></html>", Why.NOT_A_RECORDING),
        (b"\0" * 5000, Why.NOT_A_RECORDING),
        (b"fLaC" + b"\0" * 64, Why.UNREADABLE),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 64, Why.UNREADABLE),
    ],
)
def test_what_it_is_not(tmp_path: Path, content: bytes, why: Why) -> None:
    path = tmp_path / "talk.mp3"
    path.write_bytes(content)
    assert _refusal(path) is why


def _refusal(path: Path) -> Why:
    with pytest.raises(Refused) as refused:
        look_at_media(path, path.name)
    return refused.value.why
