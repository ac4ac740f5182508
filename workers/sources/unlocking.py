"""Sources of locked recordings, opened with the passcode that someone has entered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from workers.domain.errors import Refused, Why
from workers.sources import Lockable, Source
from workers.store.passcodes import Passcodes


@contextmanager
def unlock_source(
    source: Source, passcodes: Passcodes, analysis_id: str, *, last: bool = False
) -> Iterator[Source]:
    """The source with the analysis' passcode, where there is one.

    It is forgotten as soon as it cannot be of use any more: when the recording is refused, and
    after the `last` time that it was needed. What passes, or a crash, leaves it for the next try.
    """
    passcode = passcodes.read(analysis_id)
    if passcode is None or not isinstance(source, Lockable):
        if passcode is not None:
            passcodes.forget(analysis_id)  # it opens nothing here
        yield source
        return
    try:
        yield source.opened_with(passcode)
    except Refused as refused:
        passcodes.forget(analysis_id)
        if refused.why is Why.LINK_NEEDS_PASSCODE:
            raise Refused(Why.PASSCODE_WRONG) from refused
        raise
    if last:
        passcodes.forget(analysis_id)
