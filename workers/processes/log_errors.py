"""What an error looks like in a log: where it came from and what kind it is, not what it holds.

The text of a foreign error may quote anything: a line of a transcript, a link with its token, the
address of a machine in the house.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator

_OURS = ("workers.", "bot.", "undertone.")
_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,20}://[^\s'\"]{1,2000}"  # a link
    r"|\b(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?\b"
    r"|\[[0-9a-f:.]{3,45}\](?::\d{1,5})?|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b"
    r"|\b[0-9a-f:]{1,35}::[0-9a-f:]{0,35}"
    r"|(?<![\w.-])(?=[\w.-]{0,253}[a-z])[\w.-]{1,253}:\d{2,5}\b",  # a name with a port
    re.IGNORECASE,
)
_LONGEST = 300


def name_error(error: BaseException) -> str:
    """Its kind, and what it says where it is one of ours; no address is in it."""
    kind = type(error)
    if not kind.__module__.startswith(_OURS):
        return kind.__name__
    return f"{kind.__name__}: {hide_addresses(str(error))}"


def hide_addresses(text: str) -> str:
    """Without links, and names and numbers of machines with a port."""
    return _ADDRESS.sub("(address)", text[:_LONGEST])


def write_traceback(error: BaseException) -> str:
    """Where it was raised, and each error before it."""
    return "\nafter\n".join(_describe(error) for error in _chain(error))


def _describe(error: BaseException) -> str:
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
    return f"{''.join(frames)}{name_error(error)}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    known: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in known:
        known.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
