"""Limits: what the API would turn down or fail on, told before anything is sent."""

from __future__ import annotations

from pathlib import PurePosixPath

from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind, Recording, find_name
from workers.domain.submission import Brief
from workers.engines.symbl.media import Media
from workers.media.formats import Format

LONGEST_S = 4 * 60 * 60
LANGUAGES = frozenset(
    {"ar-SA", "de-DE", "en-AU", "en-GB", "en-IE", "en-IN", "en-US", "en-ZA", "es-ES", "es-US"}
    | {"fa-IR", "fr-CA", "fr-FR", "hi-IN", "it-IT", "ja-JP", "nl-NL", "pt-BR", "pt-PT", "ru-RU"}
)
_EXTENSIONS = frozenset(
    {"aac", "ac3", "aif", "aiff", "amr", "flac", "m4a", "mp3", "mp4", "oga", "ogg", "opus", "wav"}
    | {"wave", "wma"}
)
_TAKEN = frozenset(
    {Format.AAC, Format.AC3, Format.AIFF, Format.AMR, Format.ASF, Format.FLAC, Format.MP3}
    | {Format.MP4, Format.OGG, Format.WAV}
)
_KNOWN_AS = {
    Format.ASF: "wmv",
    Format.MATROSKA: "webm or mkv",
    Format.MPEG: "mpg",
    Format.MPEG_TS: "ts",
}


def refuse_unfit(recording: Recording, brief: Brief) -> None:
    """Refuse what is known to be unfit without a copy: speakers, language, size, name, length."""
    if brief.speakers is not None and brief.speakers < 1:
        raise Refused(Why.BAD_SPEAKER_COUNT)
    if brief.language not in LANGUAGES and recording.kind is not Kind.TRANSCRIPT:
        raise Refused(Why.ENGINE_LANGUAGE, engine="Symbl", language=brief.language)
    if recording.size_bytes == 0:
        raise Refused(Why.EMPTY, name=recording.name)
    extension = _extension(recording)
    spoken = recording.kind in (Kind.AUDIO, Kind.VIDEO)
    if spoken and extension and extension not in _EXTENSIONS:
        raise Refused(Why.ENGINE_FORMAT, engine="Symbl", found=extension)
    _refuse_length(recording.length_s)


def refuse_unfit_media(media: Media) -> None:
    """Refuse a copy for what it really is: audio in a form not taken, video but mp4, too long."""
    pictures = media.video and media.format is not Format.MP4
    if media.format not in _TAKEN or pictures or media.quicktime:
        found = "mov" if media.quicktime else _KNOWN_AS.get(media.format, media.format.value)
        raise Refused(Why.ENGINE_FORMAT, engine="Symbl", found=found)
    _refuse_length(media.length_s)


def _extension(recording: Recording) -> str:
    for name in (recording.name, find_name(recording.media_url or "")):
        if suffix := PurePosixPath(name).suffix:
            return suffix.removeprefix(".").lower()
    return ""


def _refuse_length(length_s: float | None) -> None:
    if length_s is not None and length_s > LONGEST_S:
        raise Refused(Why.TOO_LONG, limit_minutes=LONGEST_S / 60)
