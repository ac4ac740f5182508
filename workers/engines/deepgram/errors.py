"""Errors: Deepgram's refusals in their three shapes, as our families.

{"err_code", "err_msg"}, {"category", "message"}, or plain text. What it says may hold links: it is
looked at, and never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from workers.domain.errors import Refused, Why
from workers.engines.deepgram.limits import LARGEST_MB
from workers.engines.outside.wire import ApiAnswer, NotDone, Service, Unanswered, read_result

_WORKED_TOO_LONG = 504


class Unscorable(Refused):
    """It would take the recording without sentiment."""

    def __init__(self) -> None:
        super().__init__(Why.ENGINE_REJECTED, engine="Deepgram", said="sentiment")


def read_answer(answer: ApiAnswer, service: Service) -> Any:
    """The transcript; raises the families of `wire`, `Refused` with its reason, or `Unscorable`.

    An error that Deepgram itself has spelled is an answer, and no transcript came of it; only what
    a gateway says in its place leaves the outcome unknown, and so does 504: ten minutes of work.
    """
    if 200 <= answer.status < 300 and isinstance(answer.body, dict):
        return answer.body
    code, said = _told(answer.body)
    failed = answer.status >= 500 or answer.status == 408
    if code and failed and answer.status != _WORKED_TOO_LONG:
        raise NotDone(f"deepgram: {answer.status} {code}", answer.retry_after or timedelta(0, 10))
    explained = _explain(answer.status, f"{code} {said}")
    if explained is not None:
        raise explained
    read_result(answer, service)
    raise Unanswered(service.name, detail="no transcript in the answer")


def _explain(status: int, told: str) -> Refused | None:
    """What people are told; None where there is nothing better than the status."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]()
    return next((make() for sign, make in _BY_WORDS if sign in told), None)


def _told(body: object) -> tuple[str, str]:
    """Code and words of an error, in whichever shape it comes."""
    if not isinstance(body, dict):
        return "", ""
    code = next((body[key] for key in ("err_code", "error_code", "category") if body.get(key)), "")
    said = next((body[key] for key in ("err_msg", "message", "details") if body.get(key)), "")
    return str(code).lower(), str(said).lower()


def _credentials() -> Refused:
    check = "DEEPGRAM_API_KEY and DEEPGRAM_MODEL"
    return Refused(Why.ENGINE_CREDENTIALS, engine="Deepgram", check=check)


def _not_found() -> Refused:
    """The project of the key, or the address itself: nothing is wrong with the recording."""
    check = "DEEPGRAM_API_KEY and DEEPGRAM_BASE_URL"
    return Refused(Why.ENGINE_CREDENTIALS, engine="Deepgram", check=check)


def _no_credit() -> Refused:
    return Refused(Why.ENGINE_NO_CREDIT, engine="Deepgram")


_BY_STATUS: Mapping[int, Callable[[], Refused]] = {
    401: _credentials,
    402: _no_credit,
    403: _credentials,
    404: _not_found,
    413: lambda: Refused(Why.TOO_LARGE, size_mb=LARGEST_MB, limit_mb=LARGEST_MB),
}
_BY_WORDS: Sequence[tuple[str, Callable[[], Refused]]] = (
    ("payment_required", _no_credit),
    ("token_limit", Unscorable),
    ("sentiment", Unscorable),
    (
        "no such model",
        lambda: Refused(Why.ENGINE_MODEL, engine="Deepgram", check="DEEPGRAM_MODEL"),
    ),
    ("corrupt or unsupported", lambda: Refused(Why.UNREADABLE)),
)
