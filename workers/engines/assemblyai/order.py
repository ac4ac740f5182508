"""Order: a recording and its brief as the body of one request."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from workers.domain.submission import Brief
from workers.engines.assemblyai.webhook import HEADER
from workers.engines.outside.scoring import is_english

SENTIMENT = "sentiment_analysis"
SPEAKERS = "speaker_labels"
DETECT = "auto"
"""The language to ask for where nobody knows which is spoken."""
_REGIONS = frozenset({"en_us", "en_uk", "en_au"})
"""The only ones told apart; a region that is none of them goes by its language alone."""
_SPELLED = {"en_gb": "en_uk"}
_MOST_TERMS, _MOST_WORDS = 200, 6


def make_order(
    audio_url: str, brief: Brief, models: Sequence[str], without: Collection[str] = ()
) -> dict[str, Any]:
    """The body of `POST /v2/transcript`; `without` names features that are not to be asked for."""
    asked: dict[str, Any] = {
        "audio_url": audio_url,
        "punctuate": True,
        "format_text": True,
        **_language(brief.language),
    }
    if SPEAKERS not in without:
        asked |= {SPEAKERS: True}
        if brief.speakers is not None:
            asked["speakers_expected"] = brief.speakers
    if SENTIMENT not in without and (is_english(brief.language) or brief.language == DETECT):
        asked[SENTIMENT] = True
    if models:
        asked["speech_models"] = list(models)
    if terms := [term for term in brief.vocabulary if len(term.split()) <= _MOST_WORDS]:
        asked["keyterms_prompt"] = terms[:_MOST_TERMS]
    return {**asked, **_webhook(brief)}


def spell_language(tag: str) -> str:
    """A tag as the API spells it: en-US is en_us, de-CH is de."""
    spelled = tag.replace("-", "_").lower()
    spelled = _SPELLED.get(spelled, spelled)
    return spelled if spelled in _REGIONS else spelled.split("_")[0]


def _language(tag: str) -> Mapping[str, Any]:
    if tag == DETECT:
        return {"language_detection": True}
    return {"language_code": spell_language(tag)}


def _webhook(brief: Brief) -> Mapping[str, str]:
    if brief.webhook_url is None:
        return {}
    return {
        "webhook_url": brief.webhook_url,
        "webhook_auth_header_name": HEADER,
        "webhook_auth_header_value": brief.webhook_secret,
    }
