"""Credentials: the application's id and secret, from the environment or from symbl.conf."""

from __future__ import annotations

from collections.abc import Mapping
from configparser import ConfigParser, Error
from dataclasses import dataclass, field
from pathlib import Path

CHECK = "SYMBL_APP_ID and SYMBL_APP_SECRET (or symbl.conf)"
"""What is to be looked at where the API does not accept them."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Known to worker processes only; the secret never shows in a repr, and so in no log."""

    app_id: str
    app_secret: str = field(repr=False)


def find_credentials(env: Mapping[str, str], cwd: Path, home: Path) -> Credentials | None:
    """`SYMBL_APP_ID` and `SYMBL_APP_SECRET`, else `symbl.conf` in `cwd`, else in `home`.

    A place counts only when it has both values; None where no place has.
    """
    app_id = env.get("SYMBL_APP_ID", "").strip()
    app_secret = env.get("SYMBL_APP_SECRET", "").strip()
    if app_id and app_secret:
        return Credentials(app_id, app_secret)
    return _in_file(cwd / "symbl.conf") or _in_file(home / "symbl.conf")


def _in_file(path: Path) -> Credentials | None:
    # Comments behind a value are part of the file's published example; secrets may hold a '%'.
    parser = ConfigParser(inline_comment_prefixes=("#", ";"), interpolation=None)
    try:
        parser.read(path, encoding="utf-8")
    except (Error, UnicodeDecodeError):
        return None
    app_id = _value(parser, "app_id")
    app_secret = _value(parser, "app_secret")
    return Credentials(app_id, app_secret) if app_id and app_secret else None


def _value(parser: ConfigParser, option: str) -> str:
    return parser.get("credentials", option, fallback="").strip().strip("'\"")
