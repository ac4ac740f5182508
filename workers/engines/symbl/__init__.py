"""Symbl's Async and Conversation APIs as an engine.

`SymblEngine` is loaded on first use: the bot reads `webhook` from this folder, and must not pay for
(or be able to reach) the HTTP and Redis clients that the engine works with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workers.engines.symbl.engine import SymblEngine

__all__ = ["SymblEngine"]


def __getattr__(name: str) -> type[SymblEngine]:
    if name == "SymblEngine":
        from workers.engines.symbl.engine import SymblEngine  # noqa: PLC0415 - see above

        return SymblEngine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
