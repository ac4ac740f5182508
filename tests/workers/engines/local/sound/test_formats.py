"""What a recording is, told by its bytes first and its name second."""

from __future__ import annotations

from pathlib import Path

import pytest

from workers.domain.errors import Refused, Why
from workers.engines.local.sound.formats import recognise_format
from workers.media.formats import Format

EBML = b"\x1a\x45\xdf\xa3" + bytes(range(40))
ASF = b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + bytes(range(40))


@pytest.mark.parametrize(
    ("head", "name", "found"),
    [
        (b"RIFF\x00\x01\x00\x00WAVEfmt ", "a.wav", Format.WAV),
        (b"RF64\xff\xff\xff\xffWAVEds64", "a.wav", Format.WAV),
        (b"RIFF\x00\x01\x00\x00AVI LIST", "a.avi", Format.AVI),
        (b"OggS\x00\x02" + bytes(20), "a.mp3", Format.OGG),
        (b"fLaC\x00\x00\x00\x22", "nameless", Format.FLAC),
        (b"ID3\x04\x00\x00\x00\x00\x00\x02\x00\x00\xff\xfb\x90\x00", "a.mp3", Format.MP3),
        (b"ID3\x04\x00\x00\x00\x00\x00\x02\x00\x00\xff\xf1\x50\x80", "a.mp3", Format.AAC),
        (b"ID3\x04\x00\x00\x00\x00\x00\x02\x00\x00fLaC", "a.mp3", Format.FLAC),
        (b"\xff\xfb\x90\x00" + bytes(20), "", Format.MP3),
        (b"\xff\xf1\x50\x80" + bytes(20), "", Format.AAC),
        (b"\x00\x00\x00\x20ftypM4A \x00", "a.m4a", Format.MP4),
        (b"\x00\x00\x00\x08wide\x00\x00", "a.mov", Format.MP4),
        (EBML, "a.webm", Format.MATROSKA),
        (ASF, "a.wma", Format.ASF),
        (b"FORM\x00\x00\x01\x00AIFCFVER", "a.aif", Format.AIFF),
        (b"caff\x00\x01\x00\x00desc", "Memo", Format.CAF),
        (b"#!AMR\n" + bytes(20), "a.amr", Format.AMR),
        (b"\x00\x00\x00\x18ftyp3gp4", "a.3gp", Format.MP4),
        ((b"G" + bytes(187)) * 3, "a.ts", Format.MPEG_TS),
        ((bytes(4) + b"G" + bytes(187)) * 3, "a.mts", Format.MPEG_TS),
        (b"\x00\x00\x01\xba\x44" + bytes(20), "a.mpg", Format.MPEG),
        (b"FLV\x01\x05" + bytes(20), "a.flv", Format.FLASH),
        (b"\x00\x01\x02\x03" * 9, "a.mp3", Format.MP3),
        (b"WEBVTT\n\n", "a.mp3", Format.VTT),
        ("\ufeffWEBVTT\r\n".encode(), "", Format.VTT),
        ("WEBVTT\n".encode("utf-16"), "a.vtt", Format.VTT),
        ("WEBVTT\n\n1\n00:".encode("utf-16-le"), "a", Format.VTT),
        (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHello", "captions", Format.SRT),
        (b"Ada: hello", "a.txt", Format.TXT),
        (b"Ada: hello", "A.TXT", Format.TXT),
        (b"Ada: hello\nBen: hello", "Untitled", Format.TXT),
        (b"Ada: hello\nBen: hello", "weekly.md", Format.TXT),
    ],
)
def test_bytes_then_name(tmp_path: Path, head: bytes, name: str, found: Format) -> None:
    path = tmp_path / "copy"
    path.write_bytes(head)
    assert recognise_format(path, name) is found


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.mp3", Why.EMPTY),
        (b"<!DOCTYPE html><title>Sign in</title>", "a.mp3", Why.FILE_IS_A_PAGE),
        (b"\n  <html><body>", "a.txt", Why.FILE_IS_A_PAGE),
        (b"<?xml version='1.0'?><Error/>", "a.vtt", Why.NOT_A_RECORDING),
        (b"just some notes", "notes.log", Why.NOT_A_RECORDING),
        (b"#EXTM3U\nhttp://127.0.0.1/a.ts", "a.m4a", Why.NOT_A_RECORDING),
        (b"ffconcat version 1.0\nfile /etc/passwd", "a.mp4", Why.NOT_A_RECORDING),
        (b"PK\x03\x04\x14\x00" + bytes(30), "a.xlsx", Why.UNSUPPORTED_TYPE),
        (b"%PDF-1.7\n\x00\x01\x02\x03", "a.pdf", Why.UNSUPPORTED_TYPE),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.ogg", Why.NOT_A_RECORDING),
    ],
)
def test_refused(tmp_path: Path, content: bytes, name: str, why: Why) -> None:
    path = tmp_path / "copy"
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        recognise_format(path, name)
    assert refused.value.why is why
