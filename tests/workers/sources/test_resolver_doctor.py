"""What is made of yt-dlp's errors."""

from __future__ import annotations

import pytest

from workers.domain.errors import Why
from workers.sources.resolver_doctor import UNAVAILABLE, diagnose


class ExtractorError(Exception):
    """The attributes of yt-dlp's own that are read."""

    def __init__(
        self, said: str, *, expected: bool = True, cause: BaseException | None = None
    ) -> None:
        super().__init__(f"[site] 1: {said}")
        self.orig_msg = said
        self.expected = expected
        self.cause = cause


class HTTPError(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP Error {status}")
        self.status = status


class TransportError(Exception):
    """yt-dlp's word for a connection that failed."""


def as_raised(error: BaseException) -> BaseException:
    """Wrapped as YoutubeDL does it: the extractor's error is the context."""
    wrapped = RuntimeError("ERROR: see above")
    wrapped.__context__ = error
    return wrapped


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (
            "This video is protected by a passcode, use the --video-password",
            Why.LINK_NEEDS_PASSCODE,
        ),
        ("Password protected video, use --video-password", Why.LINK_NEEDS_PASSCODE),
        (
            "This video is only available for registered users. Use --cookies",
            Why.LINK_NEEDS_SIGN_IN,
        ),
        ("Sign in to confirm you’re not a bot", Why.LINK_NEEDS_SIGN_IN),
        ("Private video", Why.LINK_NEEDS_SIGN_IN),
        ("This recording has expired", Why.LINK_EXPIRED),
        ("This live event is scheduled for tomorrow", Why.LINK_IS_LIVE),
        ("The channel is not currently live", Why.LINK_IS_LIVE),
        ("Video unavailable", Why.LINK_NOT_FOUND),
        ("The download quota for this file has been exceeded", Why.LINK_OVER_QUOTA),
        ("The requested resource is not a file", Why.LINK_IS_A_PLAYLIST),
        ("Unsupported URL: https://h/password/login", Why.SITE_UNSUPPORTED),
        ("Something quite its own", Why.SITE_UNSUPPORTED),
    ],
)
def test_a_foreseen_error_says_what_the_link_lacks(said: str, why: Why) -> None:
    assert diagnose(as_raised(ExtractorError(said))) == why


@pytest.mark.parametrize(
    ("cause", "outcome"),
    [
        (HTTPError(403), Why.LINK_NEEDS_SIGN_IN),
        (HTTPError(503), UNAVAILABLE),
        (HTTPError(429), UNAVAILABLE),
        (TransportError("timed out"), UNAVAILABLE),
    ],
)
def test_a_failed_request_is_told_from_a_changed_page(cause: BaseException, outcome: str) -> None:
    error = ExtractorError("Unable to download webpage", cause=cause)
    assert diagnose(as_raised(error)) == outcome


def test_an_unforeseen_error_means_that_the_site_has_changed() -> None:
    error = ExtractorError("Unable to extract data", expected=False)
    assert diagnose(as_raised(error)) == Why.RESOLVER_OLD
