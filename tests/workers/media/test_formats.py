"""One table of first bytes, and everyone who reads it says the same."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind
from workers.engines.local.sound.formats import recognise_format
from workers.engines.symbl.media import look_at_media
from workers.media.formats import MAGIC, Format, find_format, find_magic, read_behind_id3
from workers.sources.sniff import sniff_kind

BEGINNINGS = {
    "wave": (b"RIFF\x24\0\0\0WAVEfmt ", Format.WAV, Kind.AUDIO),
    "wave, large": (b"RF64\xff\xff\xff\xffWAVEds64", Format.WAV, Kind.AUDIO),
    "wave, broadcast": (b"BW64\xff\xff\xff\xffWAVEds64", Format.WAV, Kind.AUDIO),
    "wave, of Sony": (b"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb", Format.W64, Kind.AUDIO),
    "avi": (b"RIFF\x24\0\0\0AVI LIST", Format.AVI, Kind.VIDEO),
    "aiff": (b"FORM\0\0\x01\0AIFFCOMM", Format.AIFF, Kind.AUDIO),
    "aiff, packed": (b"FORM\0\0\x01\0AIFCFVER", Format.AIFF, Kind.AUDIO),
    "mp4": (b"\0\0\0\x20ftypisom\0\0\x02\0", Format.MP4, Kind.VIDEO),
    "mp4, sound": (b"\0\0\0\x20ftypM4A \0\0\x02\0", Format.MP4, Kind.AUDIO),
    "mp4, audio book": (b"\0\0\0\x20ftypM4B \0\0\x02\0", Format.MP4, Kind.AUDIO),
    "telephone": (b"\0\0\0\x18ftyp3gp4\0\0\x02\0", Format.MP4, Kind.VIDEO),
    "quicktime": (b"\0\0\0\x08wide\0\0\0\0mdat", Format.MP4, Kind.VIDEO),
    "quicktime, sound first": (b"\x7f\x01\x02\x03mdat\xde\xad", Format.MP4, Kind.VIDEO),
    "ogg": (b"OggS\0\x02" + bytes(22), Format.OGG, Kind.AUDIO),
    "flac": (b"fLaC\0\0\0\x22", Format.FLAC, Kind.AUDIO),
    "caf": (b"caff\0\x01\0\0desc", Format.CAF, Kind.AUDIO),
    "amr": (b"#!AMR\n" + bytes(20), Format.AMR, Kind.AUDIO),
    "au": (b".snd\0\0\0\x18" + bytes(20), Format.AU, Kind.AUDIO),
    "wavpack": (b"wvpk\x10\0\0\0" + bytes(20), Format.WAVPACK, Kind.AUDIO),
    "ac3": (b"\x0b\x77" + bytes(20), Format.AC3, Kind.AUDIO),
    "matroska": (b"\x1a\x45\xdf\xa3\x01" + bytes(20), Format.MATROSKA, Kind.VIDEO),
    "windows media": (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9", Format.ASF, Kind.VIDEO),
    "flash": (b"FLV\x01\x05" + bytes(20), Format.FLASH, Kind.VIDEO),
    "mpeg": (b"\0\0\x01\xba\x44" + bytes(20), Format.MPEG, Kind.VIDEO),
    "transport stream": ((b"G" + bytes(187)) * 3, Format.MPEG_TS, Kind.VIDEO),
    "camera": ((bytes(4) + b"G" + bytes(187)) * 3, Format.MPEG_TS, Kind.VIDEO),
    "aac": (b"\xff\xf1\x50\x80" + bytes(20), Format.AAC, Kind.AUDIO),
    "aac, checked": (b"\xff\xf8\x50\x80" + bytes(20), Format.AAC, Kind.AUDIO),
    "mp3": (b"\xff\xfb\x90\0" + bytes(20), Format.MP3, Kind.AUDIO),
    "mp3, slow": (b"\xff\xe3\x90\0" + bytes(20), Format.MP3, Kind.AUDIO),
    "mp2": (b"\xff\xfd\x90\0" + bytes(20), Format.MP3, Kind.AUDIO),
    "tag, mp3": (b"ID3\x04\0\0\0\0\0\x02\0\0\xff\xfb\x90\0", Format.MP3, Kind.AUDIO),
    "tag, aac": (b"ID3\x04\0\0\0\0\0\x02\0\0\xff\xf1\x50\x80", Format.AAC, Kind.AUDIO),
    "tag, flac": (b"ID3\x04\0\0\0\0\0\x02\0\0fLaC\0", Format.FLAC, Kind.AUDIO),
    "tag, cut": (b"ID3\x04\0\0\0\0\x7f\x7f", Format.MP3, Kind.AUDIO),
}
ENCODED = [
    *(("wav", "pcm_s16le"), ("avi", "libmp3lame"), ("w64", "pcm_s16le"), ("aiff", "pcm_s16be")),
    *(("mp4", "aac"), ("mov", "aac"), ("ipod", "aac"), ("3gp", "aac"), ("ogg", "libopus")),
    *(("flac", "flac"), ("caf", "pcm_s16be"), ("au", "pcm_s16be")),
    *(("wv", "wavpack"), ("ac3", "ac3"), ("matroska", "libopus"), ("webm", "libopus")),
    *(("asf", "wmav2"), ("flv", "aac"), ("mpeg", "mp2"), ("mpegts", "aac"), ("adts", "aac")),
    *(("mp3", "libmp3lame"), ("mp2", "mp2")),
]


@pytest.mark.parametrize("name", BEGINNINGS)
def test_source_and_engines_read_the_same_from_the_same_bytes(tmp_path: Path, name: str) -> None:
    head, found, kind = BEGINNINGS[name]
    path = tmp_path / "nameless"
    path.write_bytes(head)

    assert sniff_kind(head) is kind
    assert find_format(path) is recognise_format(path, "nameless") is found


def test_no_row_of_the_table_is_without_an_example() -> None:
    matched = {find_magic(head) for head, _, _ in BEGINNINGS.values()}
    assert matched == set(MAGIC)
    assert {each.format for each in MAGIC} == {each for each in Format if not each.is_transcript}


@pytest.mark.parametrize(("container", "codec"), ENCODED)
def test_what_is_known_opens_in_both_engines(tmp_path: Path, container: str, codec: str) -> None:
    path = tmp_path / "nameless"
    with av.open(path, "w", format=container) as out:
        stream = out.add_stream(codec, rate=48_000, layout="mono")
        assert isinstance(stream, av.AudioStream)
        stream.bit_rate = 64_000
        silence = av.AudioFifo()
        frame = av.AudioFrame(stream.format.name, "mono", 48_000)
        frame.sample_rate = 48_000
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        silence.write(frame)
        size = stream.codec_context.frame_size or 4800
        while (piece := silence.read(size, partial=True)) is not None:
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))

    known = recognise_format(path, "nameless")
    with av.open(path, format=known.value) as opened:
        frames = list(opened.decode(audio=0))
    assert sum(each.samples for each in frames) / frames[0].sample_rate == pytest.approx(1, abs=0.1)
    assert look_at_media(path, "nameless").format is known
    assert sniff_kind(path.read_bytes()[:4096]) in {Kind.AUDIO, Kind.VIDEO}


def test_a_tag_longer_than_what_is_looked_at_hides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "with a cover picture"
    path.write_bytes(b"ID3\x04\0\0\0\0\x7f\x7f" + b"\xff\xd8" * 8191 + b"\0fLaC\0\0\0\x22")

    assert find_format(path) is Format.FLAC
    assert read_behind_id3(path, 4) == b"fLaC"


@pytest.mark.parametrize(
    "text",
    [
        "I'm free today.\nAna: so am I\n",
        "BM: good morning\nMZ: morning\n",
        "MZ: good morning\nBM: morning\n",
        "RIFF: the new riff\nAna: nice\nRIFF: yes\n",
        "FLV: it is called so\nAna: oh\n",
        "Ana: caff\nBen: ID3\n",
    ],
)
def test_written_words_are_no_media(tmp_path: Path, text: str) -> None:
    path = tmp_path / "nameless.txt"
    path.write_text(text)

    assert find_format(path) is None
    assert recognise_format(path, path.name) is Format.TXT
    assert sniff_kind(text.encode(), path.name) is Kind.TRANSCRIPT


@pytest.mark.parametrize(
    "head",
    [
        *(b"%PDF-1.7\n", b"PK\x03\x04" + bytes(9), b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xd8\xff\xe0\0"),
        *(b"MZ\x90\0\x03", b"BM\x36\0\0", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08\0\0", b"{\\rtf1}"),
    ],
)
def test_what_is_something_else_is_no_recording(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "nameless"
    path.write_bytes(head)

    assert find_format(path) is None
    with pytest.raises(Refused) as refused:
        sniff_kind(head)
    assert refused.value.why is Why.NOT_A_RECORDING
    with pytest.raises(Refused):
        recognise_format(path, path.name)
