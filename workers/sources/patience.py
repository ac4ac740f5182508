"""How long a host that someone pointed at may stay away before they are told."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from workers.domain.errors import GaveWay, Refused, Unavailable, Why
from workers.domain.patience import is_over
from workers.domain.recording import Recording

PATIENCE = timedelta(minutes=2)
SILENT = "host.silent"


@contextmanager
def wait_for_host(saved: MutableMapping[str, bytes], recording: Recording) -> Iterator[None]:
    """Around a call to the recording's own host: in the end its absence is the person's to mend.

    It counts from the host's first failure in a row, which is kept in `saved`: an analysis that has
    waited long for something else has not used up any of it.
    """
    try:
        yield
    except GaveWay:
        raise
    except Unavailable as trouble:
        now = datetime.now(UTC)
        since = datetime.fromisoformat(saved.setdefault(SILENT, now.isoformat().encode()).decode())
        if is_over(since, PATIENCE, now):
            dropped = recording.slack_file is not None
            why = Why.FILE_UNREACHABLE if dropped else Why.LINK_UNREACHABLE
            raise Refused(why) from trouble
        raise
    saved.pop(SILENT, None)
