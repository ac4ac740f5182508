"""Where recordings come from: one site a file, all of them behind `Source`.

The first source that claims a recording has it; `direct_link` claims every link and stands last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from workers.domain.errors import Refused, Why
from workers.domain.recording import Recording

if TYPE_CHECKING:  # the bot asks `recognise` what a link is, and needs no HTTP client for that
    from workers.web import Web


class Source(Protocol):
    """One place that recordings come from."""

    @property
    def name(self) -> str: ...

    @property
    def examples(self) -> tuple[str, ...]:
        """Links that this source must claim; a test reads them."""
        ...

    def claims(self, recording: Recording) -> bool:
        """Whether this source is the one for it, by its form alone: nothing is fetched."""
        ...

    def locate(self, recording: Recording) -> Recording:
        """Look without fetching: the recording with name, kind, size and media URL filled in."""
        ...

    def fetch(
        self, recording: Recording, folder: Path, on_bytes: Callable[[int], None] = ...
    ) -> Recording:
        """Bring a copy into `folder`, streamed and capped: the recording with `path` set.

        `on_bytes` is told the bytes so far, once a second at most; it may raise `Stopped`.
        """
        ...


@runtime_checkable
class Lockable(Source, Protocol):
    """A source that knows what to do with a passcode."""

    def opened_with(self, passcode: str) -> Source:
        """The same source, for one recording that this passcode opens."""
        ...


@runtime_checkable
class Captioned(Source, Protocol):
    """A source that can bring a recording's captions alone."""

    def bring_captions(self, recording: Recording, folder: Path) -> Path | None:
        """Put the captions at `captions_link` into `folder`; None where they are too long.

        Raises Refused and Unavailable.
        """
        ...


def collect_sources(
    *,
    web: Web,
    file_info: Callable[[str], Mapping[str, Any]],
    bot_token: str,
    api_url: str = "https://slack.com/api/",
) -> tuple[Source, ...]:
    """Every source, in the order in which they are asked.

    `file_info` gives Slack's file object for a file id; `api_url` is SLACK_API_URL.
    """
    from workers.sources import registry  # noqa: PLC0415 - the sources need an HTTP client

    return (
        registry.make_slack_file(web, file_info=file_info, bot_token=bot_token, api_url=api_url),
        *registry.collect_link_sources(web),
    )


def choose_source(sources: Iterable[Source], recording: Recording) -> Source:
    """The first source that claims the recording."""
    for source in sources:
        if source.claims(recording):
            return source
    raise Refused(Why.LINK_MALFORMED)
