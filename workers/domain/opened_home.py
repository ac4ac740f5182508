"""A Home tab that somebody looks at, and what only the bot knows of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenedHome:
    """Admins of the workspace also see what engines were given, and what is lacking."""

    workspace_url: str
    admin: bool = False
    missing_scopes: tuple[str, ...] = ()
