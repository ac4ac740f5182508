"""Kinds told by the first bytes."""

from __future__ import annotations

import io

import av
import pytest

from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind
from workers.sources.sniff import sniff_kind
from workers.transcripts import is_page

A, V, T = Kind.AUDIO, Kind.VIDEO, Kind.TRANSCRIPT


def encoded(container: str, codec: str, rate: int = 48_000) -> bytes:
    """A tenth of a second of silence, as PyAV writes it."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate, layout="mono")
        assert isinstance(stream, av.AudioStream)
        stream.bit_rate = 64_000
        frame = av.AudioFrame(stream.format.name, stream.layout.name, rate // 10)
        frame.sample_rate = rate
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        fifo = av.AudioFifo()
        fifo.write(frame)
        size = stream.codec_context.frame_size or rate // 10
        while (piece := fifo.read(size, partial=True)) is not None:
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return out.getvalue()


@pytest.mark.parametrize(
    ("container", "codec", "kind"),
    [
        *(("wav", "pcm_s16le", A), ("flac", "flac", A), ("mp3", "libmp3lame", A)),
        *(("ogg", "libopus", A), ("adts", "aac", A), ("ipod", "aac", A), ("mp4", "aac", V)),
        *(("mov", "aac", V), ("matroska", "libopus", V), ("webm", "libopus", V)),
        *(
            ("asf", "wmav2", V),
            ("avi", "pcm_s16le", V),
            ("mpegts", "aac", V),
            ("aiff", "pcm_s16be", A),
        ),
    ],
)
def test_media_is_known_by_its_bytes_alone(container: str, codec: str, kind: Kind) -> None:
    assert sniff_kind(encoded(container, codec)[:4096]) is kind


@pytest.mark.parametrize(
    ("container", "codec"), [("webm", "libopus"), ("mp4", "aac"), ("asf", "wmav2")]
)
def test_a_name_tells_sound_from_pictures_where_bytes_do_not(container: str, codec: str) -> None:
    assert sniff_kind(encoded(container, codec)[:4096], name="weekly.m4a") is Kind.AUDIO


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hi", ""),
        (b"\xef\xbb\xbfWEBVTT - weekly", ""),
        (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHi", ""),
        (b"Ana: Good morning.\nBen: Morning!\n", ""),
        (b"[00:01] Ana: Good morning.\n[00:04] Ben: Morning!\n", ""),
        (b"just words", "weekly.txt"),
        ("Zoë: höre ich".encode("cp1252"), "weekly.txt"),
        ("Ana: ja\nBen: nein".encode("utf-16"), ""),
        (("é" * 3000).encode()[:4095], "weekly.txt"),
    ],
)
def test_transcripts_are_known_whatever_they_are_called(head: bytes, name: str) -> None:
    assert sniff_kind(head, name) is Kind.TRANSCRIPT


@pytest.mark.parametrize(
    ("head", "content_type", "why"),
    [
        (b"", "", Why.EMPTY),
        (b"<!DOCTYPE html><html>", "", Why.LINK_IS_A_PAGE),
        (b"\n\n <HTML lang=en>", "audio/mpeg", Why.LINK_IS_A_PAGE),
        (b"hello", "text/html", Why.LINK_IS_A_PAGE),
        (b"%PDF-1.7 ...", "audio/mpeg", Why.NOT_A_RECORDING),
        (b"PK\x03\x04....", "", Why.NOT_A_RECORDING),
        (b"\x89PNG\r\n\x1a\n", "image/png", Why.NOT_A_RECORDING),
        (b"GIF89a", "", Why.NOT_A_RECORDING),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "", Why.UNSUPPORTED_TYPE),
        (b"some words without anybody saying them", "text/plain", Why.NOT_A_RECORDING),
        (b"#EXTM3U\n#EXT-X-VERSION:3", "", Why.UNSUPPORTED_TYPE),
        (b'{"a": 1}', "application/json", Why.UNSUPPORTED_TYPE),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07\x08", "", Why.UNSUPPORTED_TYPE),
    ],
)
def test_what_is_no_recording_is_refused(head: bytes, content_type: str, why: Why) -> None:
    with pytest.raises(Refused) as error:
        sniff_kind(head, "", content_type)
    assert error.value.why is why


def test_unknown_bytes_are_believed_where_name_or_type_promise_sound() -> None:
    strange = bytes(64) + b"\x01\x02"
    assert sniff_kind(strange, "weekly.mp3") is Kind.AUDIO
    assert sniff_kind(strange, "", "audio/mpeg") is Kind.AUDIO
    assert sniff_kind(strange, "", "video/mp4") is Kind.VIDEO


def test_a_page_is_told_from_a_transcript_that_quotes_one() -> None:
    assert is_page(b"  <!doctype HTML>")
    assert not is_page(b"ID3\x00<html>")
    assert sniff_kind(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<html> is a tag") is Kind.TRANSCRIPT
