"""Apart: a transcript is read in a child that may use only so much, never in the worker itself.

Text is as little to be trusted as media. A line that a pattern chokes on, a file that grows without
end in memory: the kernel ends the child, and the worker, its heartbeat and its other work live on.
"""

from __future__ import annotations

import errno
import os
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from workers.domain.errors import Fault, Refused, Why
from workers.processes.child import Child, Limits, hear_parent, open_parent, tell_parent
from workers.processes.messages import ChildFailed, ChildRefused, ShareDone
from workers.processes.walls import Walls
from workers.transcripts.said import Transcript

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MOST_TEXT_BYTES = 10_000_000
"""Two hundred hours of speech: more is no transcript of a meeting."""
READING = Limits(memory_bytes=3 << 29, processor_s=60, file_bytes=1 << 27)
"""An honest file takes a second and some tens of megabytes."""

Share = Callable[[float], None]


class ReadJob(msgspec.Struct, frozen=True, kw_only=True):
    """Read the transcript at `path` and write what it says into the open file `answer`.

    Without a `form` it is told by the text and by `name`; what goes on for more than `limit_s` is
    refused. `scorer` is wanted for the words, by programs that score them.
    """

    path: str
    form: str | None = None
    name: str = ""
    limit_s: float | None = None
    scorer: str = ""
    answer: int = -1


class ReadAll(msgspec.Struct, frozen=True, tag=True):
    """So many bytes were written."""

    length: int


Read = Callable[[ReadJob, Share], bytes]
"""What a child does with its job: told the share done as it goes, it gives back what it read."""


def read_apart(path: Path, form: str | None = None, name: str = "") -> Transcript:
    """What `workers.transcripts.read` makes of the file at `path`, made in a child.

    Without a `form` it is told by the text and by `name`. Raises `Refused`: `NO_UTTERANCES` where
    nobody says anything, `TOO_LARGE` and `UNREADABLE` where it is not worth the trouble.
    """
    job = ReadJob(path=str(path.resolve()), form=form, name=name)
    read = run_apart("workers.transcripts.reader", job, lambda _share: None)
    return msgspec.json.decode(read, type=Transcript)


def run_apart(module: str, job: ReadJob, at: Share, limits: Limits = READING) -> bytes:
    """What the program `module` (one that calls `serve_reader`) reads from the file at `job.path`.

    `at` hears the share done, twice a second and more; whatever it raises ends the child.
    """
    refuse_long_text(Path(job.path))
    with tempfile.TemporaryFile(prefix="undertone-text-") as answer:
        with Child(module, answer.fileno(), limits, Walls(reads=[job.path])) as child:
            child.send(msgspec.structs.replace(job, answer=answer.fileno()))
            ending = child.wait_for_ending(ReadAll, at)
        if ending is None:  # the kernel ended it: too much memory or time for an honest transcript
            raise Refused(Why.UNREADABLE)
        if isinstance(ending, ChildFailed):
            raise Fault(f"reading a transcript failed: {ending.reason}")
        if isinstance(ending, ChildRefused):
            raise Refused(Why(ending.why), **ending.details)
        answer.seek(0)
        return answer.read()


def refuse_long_text(path: Path) -> None:
    """Raises `Refused(TOO_LARGE)` where a file is too large to be a transcript."""
    size_bytes = path.stat().st_size
    if size_bytes > MOST_TEXT_BYTES:
        raise Refused(Why.TOO_LARGE, size_mb=size_bytes / 1e6, limit_mb=MOST_TEXT_BYTES / 1e6)


def serve_reader(read: Read) -> None:
    """The child's side: do every job that comes, and say how each ended."""
    with open_parent() as pipe:
        for job in hear_parent(pipe, ReadJob):
            _do(job, read, pipe)


def _do(job: ReadJob, read: Read, pipe: Connection) -> None:
    try:
        body = read(job, lambda share: tell_parent(pipe, ShareDone(share)))
        with open(job.answer, "wb", closefd=False) as answer:
            answer.write(body)
    except Refused as refused:
        tell_parent(pipe, ChildRefused(refused.why, dict(refused.details)))
    except MemoryError:
        tell_parent(pipe, ChildRefused(Why.UNREADABLE))
    except OSError as error:
        if error.errno == errno.EFBIG:  # its limit of output
            tell_parent(pipe, ChildRefused(Why.UNREADABLE))
        else:
            tell_parent(pipe, ChildFailed(os.strerror(error.errno or 0)))
    except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
        tell_parent(pipe, ChildFailed(_place(error)))
    else:
        tell_parent(pipe, ReadAll(len(body)))


def _place(error: Exception) -> str:
    """What went wrong and where; an error's own words may quote what people said."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
