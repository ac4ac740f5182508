"""Options: what is asked of Deepgram, as its query string."""

from __future__ import annotations

from workers.domain.submission import Brief
from workers.engines.outside.scoring import is_english
from workers.media.formats import Format

DETECT = "auto"
"""The language to ask for where nobody knows which is spoken."""
_MOST_TERMS = 100
"""The query string has an end."""
_TYPES = {
    Format.AAC: "audio/aac",
    Format.FLAC: "audio/flac",
    Format.MATROSKA: "video/webm",
    Format.MP3: "audio/mpeg",
    Format.MP4: "video/mp4",
    Format.OGG: "audio/ogg",
    Format.WAV: "audio/wav",
}

Query = dict[str, str | list[str]]


def make_query(brief: Brief, model: str, *, scored: bool) -> Query:
    """The options of `POST /v1/listen`; `scored` asks for sentiment, where the language has it.

    `mip_opt_out` keeps recording and words out of what the vendor keeps.
    """
    query: Query = {
        "model": model,
        "diarize_model": "latest",
        "punctuate": "true",
        "utterances": "true",
        "mip_opt_out": "true",
    }
    if brief.language == DETECT:
        query["detect_language"] = "true"
    else:
        query["language"] = brief.language
    if scored and (is_english(brief.language) or brief.language == DETECT):
        query["sentiment"] = "true"
    if brief.vocabulary:
        terms = list(brief.vocabulary[:_MOST_TERMS])
        query["keyterm" if model.startswith("nova-3") else "keywords"] = terms
    return query


def find_content_type(kind: Format) -> str:
    """What the body is; the API looks at the bytes where this says nothing."""
    return _TYPES.get(kind, "application/octet-stream")
