"""A file uploaded to Slack, read with the bot's token."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import SplitResult, urlsplit

from requests.utils import requote_uri

from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.recording import Recording
from workers.sources.copying import copy_recording
from workers.sources.sniff import sniff_kind
from workers.transcripts import is_page
from workers.web import Hosts, OnBytes, ScopedToken, Visit, Web
from workers.web.download import ignore_bytes, refuse_too_large
from workers.web.hosts import DEFAULT_PORTS

FileInfo = Callable[[str], Mapping[str, Any]]
"""Slack's file object for a file id (`files.info`), raising the three families."""

OWN_HOSTS = tuple(
    host
    for domain in ("slack.com", "slack-edge.com", "slack-files.com", "slack-gov.com")
    for host in (domain, f"*.{domain}")
)
REFUSALS: Mapping[str, Why] = {
    "tombstone": Why.FILE_GONE,
    "file_not_found": Why.FILE_GONE,
    "hidden_by_limit": Why.FILE_HIDDEN,
    "access_denied": Why.FILE_NOT_READABLE,
    "external": Why.FILE_ELSEWHERE,
    "post": Why.NOT_A_RECORDING,
    "space": Why.NOT_A_RECORDING,
    "canvas": Why.NOT_A_RECORDING,
    "list": Why.NOT_A_RECORDING,
    "email": Why.NOT_A_RECORDING,
}
"""Slack's words for a file's `mode` and `file_access` that end the matter."""
AS_OF_A_FILE: Mapping[Why, Why] = {
    Why.LINK_FORBIDDEN: Why.FILE_NOT_READABLE,
    Why.LINK_IS_A_PAGE: Why.FILE_NOT_READABLE,
    Why.LINK_NOT_FOUND: Why.FILE_GONE,
    **dict.fromkeys((Why.LINK_INSECURE, Why.LINK_PRIVATE), Why.FILE_ELSEWHERE),
    **dict.fromkeys(
        (
            *(Why.LINK_UNREACHABLE, Why.LINK_UNTRUSTED, Why.LINK_EXPIRED, Why.LINK_BROKE_OFF),
            *(Why.LINK_MALFORMED, Why.TOO_MANY_REDIRECTS, Why.TOO_SLOW),
        ),
        Why.FILE_UNREACHABLE,
    ),
}
"""What is said of a link, said of a file that somebody has dropped."""
CLIPS = frozenset({"slack_audio", "slack_video"})


def make_slack_file(web: Web, *, file_info: FileInfo, bot_token: str, api_url: str) -> SlackFile:
    """The source, with a web of its own: where `api_url` is not Slack's, its host is one of
    Slack's own hosts as well, and may be private; links that people paste gain nothing by that.
    """
    parts = urlsplit(api_url)
    elsewhere = [] if Hosts(OWN_HOSTS).hold(parts) else [_address(parts)]
    own = Web(max_bytes=web.max_bytes, max_seconds=web.max_seconds, allow_private=elsewhere)
    return SlackFile(own, file_info, ScopedToken(bot_token, Hosts([*OWN_HOSTS, *elsewhere])))


def _address(parts: SplitResult) -> str:
    return f"{parts.hostname}:{parts.port or DEFAULT_PORTS[parts.scheme]}"


class SlackFile:
    """A file that lies in Slack.

    An app without the scope `files:read`, or without access, is not told so: the download answers
    200 with a sign-in page.
    """

    name = "slack_file"
    examples: tuple[str, ...] = ()

    def __init__(self, web: Web, file_info: FileInfo, bearer: ScopedToken) -> None:
        self._web = web
        self._file_info = file_info
        self._bearer = bearer

    @staticmethod
    def claims(recording: Recording) -> bool:
        return recording.slack_file is not None

    def locate(self, recording: Recording) -> Recording:
        info = self._info(recording)
        known = self._described(recording, info)
        with speak_of_a_file():
            glance = self._web.glance(self._visit(info))
            if is_page(glance.head) and glance.size_bytes == info.get("size"):
                raise Refused(Why.FILE_IS_A_PAGE)  # the file itself, not Slack's sign-in page
            kind = sniff_kind(glance.head, known.name, glance.content_type)
        return replace(known, kind=kind, size_bytes=known.size_bytes or glance.size_bytes)

    def fetch(
        self, recording: Recording, folder: Path, on_bytes: OnBytes = ignore_bytes
    ) -> Recording:
        info = self._info(recording)
        known = self._described(recording, info)
        with speak_of_a_file():
            return copy_recording(known, self._visit(info), folder, self._web.download, on_bytes)

    def _info(self, recording: Recording) -> Mapping[str, Any]:
        """What Slack says of the file: events carry a stub of it at times, so it is asked for."""
        info = self._file_info(str(recording.slack_file))
        mode = "external" if info.get("is_external") else str(info.get("mode", ""))
        for word in (str(info.get("file_access", "")), mode):
            if word in REFUSALS:
                raise Refused(REFUSALS[word])
        refuse_unshared(info, recording)
        if info.get("filetype") == "html":  # else taken for Slack's sign-in page
            raise Refused(Why.FILE_IS_A_PAGE)
        return info

    def _described(self, recording: Recording, info: Mapping[str, Any]) -> Recording:
        size = info.get("size")
        if size and size > self._web.max_bytes:
            raise refuse_too_large(size, self._web.max_bytes)
        milliseconds, created = info.get("duration_ms"), info.get("created")
        name = str(info.get("name") or info.get("title") or recording.name)
        if _find_clip_captions(info):
            name, size = f"{PurePosixPath(name).stem}.vtt", None
        return replace(
            recording,
            name=name,
            title=str(info.get("title") or ""),
            made_at=datetime.fromtimestamp(created, UTC) if created else None,
            size_bytes=size or None,
            length_s=milliseconds / 1000 if milliseconds else None,
        )

    def _visit(self, info: Mapping[str, Any]) -> Visit:
        link = (
            _find_clip_captions(info) or info.get("url_private_download") or info.get("url_private")
        )
        if not link:
            raise Unavailable("slack", detail="a file without a link yet")
        # A server may put the file's name into it as it stands, blanks and all.
        return Visit(link=requote_uri(str(link)), bearer=self._bearer)


def _find_clip_captions(info: Mapping[str, Any]) -> str:
    """Where the captions are that Slack has made of a clip: its words are there already."""
    told = info.get("transcription") or {}
    whole = isinstance(told, Mapping) and told.get("status") == "complete"
    return str(info.get("vtt") or "") if info.get("subtype") in CLIPS and whole else ""


def refuse_unshared(info: Mapping[str, Any], recording: Recording) -> None:
    """Raises `Refused(FILE_NOT_SHARED_HERE)` where a file is not there for whoever asked.

    The bot is in many channels and may read what is in each. Somebody who knows a file's link gets
    no more from it than they could see: their own upload, what is public in the workspace, and what
    is shared in the channel they ask in. What Slack does not say is a no.
    """
    mine = recording.asked_by != "" and info.get("user") == recording.asked_by
    if not (mine or info.get("is_public") is True or recording.asked_in in _find_places(info)):
        raise Refused(Why.FILE_NOT_SHARED_HERE)


def _find_places(info: Mapping[str, Any]) -> set[str]:
    """The ids of the conversations that a file is shared in."""
    named = (info.get(kind) or () for kind in ("channels", "groups", "ims"))
    shared = (places or () for places in (info.get("shares") or {}).values())
    return {str(place) for places in (*named, *shared) for place in places} - {""}


@contextmanager
def speak_of_a_file() -> Iterator[None]:
    """What the web says of a link, said of a file in Slack."""
    try:
        yield
    except Refused as refused:
        if refused.why not in AS_OF_A_FILE:
            raise
        raise Refused(AS_OF_A_FILE[refused.why]) from refused
