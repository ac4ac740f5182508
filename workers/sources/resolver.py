"""Finds the bytes behind pages of video sites: yt-dlp in a child process, on a short leash.

Only the media URL, a few headers, title, length and captions are taken from it; the download is
our own. The child's limits are in `resolver_child`; the clock is kept here.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import msgspec

from workers.domain.errors import Fault, Refused, Unavailable, Why
from workers.processes.environment import pass_on
from workers.sources.resolver_doctor import UNAVAILABLE
from workers.sources.resolver_messages import CERTIFICATES, ResolveAnswer, Resolved, ResolveJob

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {"LANG": "C.UTF-8", "PATH": "", "YTDLP_NO_PLUGINS": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolverProgram:
    """What Python runs to resolve a link, and for how many seconds at most."""

    arguments: Sequence[str] = ("-m", "workers.sources.resolver_child")
    seconds: float = 90.0


def resolve_link(
    link: str,
    *,
    site: str,
    extractors: Sequence[str],
    private: Iterable[str] = (),
    passcode: str | None = None,
    child: ResolverProgram = ResolverProgram(),
) -> Resolved:
    """Where the recording of a page is; `extractors` are yt-dlp's names, `site` is for people.

    Raises Refused with what the link lacks (passcode, sign-in...) or what we lack (yt-dlp at all,
    or one that knows the site as it is today), and Unavailable.
    """
    if find_spec("yt_dlp") is None:
        raise Refused(Why.RESOLVER_MISSING, site=site)
    job = ResolveJob(
        link=link,
        site=site,
        extractors=tuple(extractors),
        private=sorted(private),
        passcode=passcode,
    )
    answer = _asked(job, child)
    if answer.why == UNAVAILABLE:
        raise Unavailable(site)
    if answer.why is not None:
        raise Refused(Why(answer.why), site=site)
    if answer.found is None:
        raise Fault("the resolver found nothing, and does not say why")
    return answer.found


def _asked(job: ResolveJob, child: ResolverProgram) -> ResolveAnswer:
    # -B: the child may not write; -E, -s: nothing of the user's own Python set-up
    command = [sys.executable, "-B", "-E", "-s", *child.arguments]
    try:
        ended = subprocess.run(  # noqa: S603 - our own module
            command,
            input=msgspec.json.encode(job),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # tracebacks quote links
            cwd=ROOT,
            env=ENVIRONMENT | pass_on(CERTIFICATES),
            timeout=child.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(Why.TOO_SLOW) from None  # the cause would quote the answer so far
    if ended.returncode < 0:  # killed at one of its limits
        raise Refused(Why.TOO_SLOW)
    if ended.returncode > 0:  # broke on a page that is not as it used to be
        raise Refused(Why.RESOLVER_OLD, site=job.site)
    try:
        return msgspec.json.decode(ended.stdout, type=ResolveAnswer)
    except msgspec.DecodeError:  # the page has led it astray
        raise Refused(Why.RESOLVER_OLD, site=job.site) from None  # the cause quotes the answer
