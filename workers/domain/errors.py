"""What can go wrong with an analysis, as three families with three actions.

AnalysisError
├── Refused      the person can fix it  -> said in the thread, with the next step; then it ends
├── Unavailable  nobody's fault         -> tried again later; silence until the deadline
└── Fault        ours                   -> an apology with the analysis id; logged with its cause

Whoever raises decides which it is; `workers.jobs` acts on it; `workers.wording` has the words.
`Stopped` is no error: the work was cancelled, or belongs to another worker by now.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum


class Why(StrEnum):
    """Every reason to refuse; each has its sentence in `workers.wording.refusals`."""

    NOT_A_RECORDING = "not_a_recording"
    UNSUPPORTED_TYPE = "unsupported_type"
    LINK_MALFORMED = "link_malformed"
    LINK_INSECURE = "link_insecure"
    LINK_PRIVATE = "link_private"
    LINK_UNREACHABLE = "link_unreachable"
    LINK_NOT_FOUND = "link_not_found"
    LINK_FORBIDDEN = "link_forbidden"
    LINK_EXPIRED = "link_expired"
    LINK_IS_A_PAGE = "link_is_a_page"
    LINK_IS_LIVE = "link_is_live"
    LINK_JOINS_A_MEETING = "link_joins_a_meeting"
    LINK_IS_A_PLAYLIST = "link_is_a_playlist"
    LINK_NEEDS_PASSCODE = "link_needs_passcode"
    LINK_LOCKED = "link_locked"
    PASSCODE_WRONG = "passcode_wrong"
    PASSCODE_LOST = "passcode_lost"
    LINK_NEEDS_SIGN_IN = "link_needs_sign_in"
    LINK_OVER_QUOTA = "link_over_quota"
    LINK_UNTRUSTED = "link_untrusted"
    LINK_BROKE_OFF = "link_broke_off"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    FILE_NOT_READABLE = "file_not_readable"
    FILE_NOT_SHARED_HERE = "file_not_shared_here"
    FILE_GONE = "file_gone"
    FILE_HIDDEN = "file_hidden"
    FILE_ELSEWHERE = "file_elsewhere"
    SITE_UNSUPPORTED = "site_unsupported"
    RESOLVER_MISSING = "resolver_missing"
    RESOLVER_OLD = "resolver_old"
    TOO_MANY_OPEN = "too_many_open"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    TOO_SLOW = "too_slow"
    EMPTY = "empty"
    TRANSCRIPT_TOO_LONG = "transcript_too_long"
    FILE_UNREACHABLE = "file_unreachable"
    FILE_IS_A_PAGE = "file_is_a_page"
    UNREADABLE = "unreadable"
    NO_SOUND = "no_sound"
    NO_SPEECH = "no_speech"
    NO_UTTERANCES = "no_utterances"
    BAD_SPEAKER_COUNT = "bad_speaker_count"
    BAD_LANGUAGE = "bad_language"
    UNKNOWN_ENGINE = "unknown_engine"
    UNKNOWN_WORD = "unknown_word"
    NO_LINK = "no_link"
    WEIGHTS_MISSING = "weights_missing"
    ENGINE_CREDENTIALS = "engine_credentials"
    ENGINE_UNREACHABLE = "engine_unreachable"
    ENGINE_NO_CREDIT = "engine_no_credit"
    ENGINE_MODEL = "engine_model"
    ENGINE_LOST = "engine_lost"
    ENGINE_UNANSWERED = "engine_unanswered"
    ENGINE_REJECTED = "engine_rejected"
    ENGINE_FAILED = "engine_failed"
    ENGINE_FORMAT = "engine_format"
    ENGINE_LANGUAGE = "engine_language"
    THREAD_CLOSED = "thread_closed"
    CHANNEL_SHARED = "channel_shared"
    SHARING_UNTOLD = "sharing_untold"
    KEY_GONE = "key_gone"
    CANCELLED = "cancelled"
    DEADLINE = "deadline"
    FAULT = "fault"


NEEDS: Mapping[Why, frozenset[str]] = {
    Why.BAD_LANGUAGE: frozenset({"word"}),
    Why.CANCELLED: frozenset({"person"}),
    Why.ENGINE_CREDENTIALS: frozenset({"engine", "check"}),
    Why.ENGINE_FAILED: frozenset({"engine", "job"}),
    Why.ENGINE_FORMAT: frozenset({"engine", "found"}),
    Why.ENGINE_LANGUAGE: frozenset({"engine", "language"}),
    Why.ENGINE_LOST: frozenset({"engine", "job"}),
    Why.ENGINE_MODEL: frozenset({"engine", "check"}),
    Why.ENGINE_NO_CREDIT: frozenset({"engine"}),
    Why.ENGINE_REJECTED: frozenset({"engine", "said"}),
    Why.ENGINE_UNANSWERED: frozenset({"engine"}),
    Why.ENGINE_UNREACHABLE: frozenset({"engine", "check"}),
    Why.LINK_JOINS_A_MEETING: frozenset({"site"}),
    Why.LINK_NEEDS_SIGN_IN: frozenset({"site"}),
    Why.LINK_OVER_QUOTA: frozenset({"site"}),
    Why.RESOLVER_MISSING: frozenset({"site"}),
    Why.RESOLVER_OLD: frozenset({"site"}),
    Why.SITE_UNSUPPORTED: frozenset({"site"}),
    Why.TOO_MANY_OPEN: frozenset({"limit", "whose"}),
    Why.TOO_LARGE: frozenset({"size_mb", "limit_mb"}),
    Why.TOO_LONG: frozenset({"limit_minutes"}),
    Why.UNKNOWN_ENGINE: frozenset({"known"}),
    Why.UNKNOWN_WORD: frozenset({"word"}),
}
"""The details that a sentence cannot do without."""


class AnalysisError(Exception):
    """Root of the three families."""


class Refused(AnalysisError):
    """The person who asked can fix it.

    `details` fill the sentence that `workers.wording` has for `why` (sizes, names, limits).
    """

    def __init__(self, why: Why, **details: str | float) -> None:
        super().__init__(why.value)
        missing = NEEDS.get(why, frozenset()) - details.keys()
        if missing:
            raise TypeError(f"Refused({why}) needs {', '.join(sorted(missing))}")
        self.why = why
        self.details = details


class Unavailable(AnalysisError):
    """Nobody's fault and likely to pass: come back after `retry_after`.

    `service` is who has to be waited for, in one word or by the name of its host; `detail` is for
    the log. Neither is ever shown to people.
    """

    def __init__(
        self, service: str, retry_after: timedelta = timedelta(seconds=5), *, detail: str = ""
    ) -> None:
        super().__init__(f"{service}: {detail}" if detail else service)
        self.service = service
        self.detail = detail
        self.retry_after = retry_after


class GaveWay(Unavailable):
    """Nobody has failed: it is others' turn, and this goes on after them."""


class Fault(AnalysisError):
    """Ours to mend. Raised `from` its cause."""


class Stopped(Exception):
    """The analysis was cancelled or its lease is another worker's: drop everything at once."""
