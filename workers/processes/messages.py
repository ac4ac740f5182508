"""Messages between a worker and its child: values of known shape, in MessagePack over one pipe.

What every child may say stands here; what only one kind says, and is told to do, stands beside it.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast

import msgspec

Message = TypeVar("Message", bound=msgspec.Struct)


class ShareDone(msgspec.Struct, frozen=True, tag=True):
    """How much of the work is done, 0 to 1."""

    share: float


class ChildRefused(msgspec.Struct, frozen=True, tag=True):
    """The work cannot be done for a reason that a person can mend (one of `domain.errors.Why`)."""

    why: str
    details: dict[str, str | float] = {}


class ChildFailed(msgspec.Struct, frozen=True, tag=True):
    """The work has failed for a reason that is ours."""

    reason: str


def encode_message(message: msgspec.Struct) -> bytes:
    """NumPy's numbers count as numbers; raises TypeError for what has no place in a message."""
    return msgspec.msgpack.encode(message, enc_hook=float)


def decode_message(body: bytes, kind: type[Message]) -> Message:
    """Raises msgspec.ValidationError where it is of another kind."""
    return msgspec.msgpack.decode(body, type=kind)


def decode_answer(
    body: bytes, kind: type[Message]
) -> Message | ShareDone | ChildRefused | ChildFailed:
    """What a child says: its own kind of answer, or what every child may say."""
    expected: Any = kind | ShareDone | ChildRefused | ChildFailed
    return cast(
        Message | ShareDone | ChildRefused | ChildFailed,
        msgspec.msgpack.decode(body, type=expected),
    )
