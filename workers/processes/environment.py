"""Settings: environment variables into frozen dataclasses, with errors an operator can mend.

The one place that touches the process' environment; a rule of the linter keeps it so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

import msgspec

Settings = TypeVar("Settings")

HttpAddress = Annotated[str, msgspec.Meta(extra={"schemes": ("https", "http")})]
_REDIS_SCHEMES = ("redis", "rediss", "sentinel", "unix")
RedisAddress = Annotated[str, msgspec.Meta(extra={"schemes": _REDIS_SCHEMES})]
"""Complete addresses: every field of such a type is checked when it is read."""

_IN_WORDS = (
    (r"Expected `int`, got", "is not a whole number"),
    (r"Expected `float`, got", "is not a number"),
    (r"Expected `(?:int|float)` >= (\S+)", "is less than {0}"),
    (r"Expected `(?:int|float)` <= (\S+)", "is more than {0}"),
    (r"Expected `str` of length >= ", "is too short"),
)


class BadSetting(Exception):
    """A variable is missing or has a value that cannot be used; the text names it and the cure."""


def read_variables() -> dict[str, str]:
    """The environment of this process, as it is now."""
    return dict(os.environ)


def pass_on(names: Iterable[str]) -> dict[str, str]:
    """Of the environment only what a program of ours is to have."""
    return {name: os.environ[name] for name in names if name in os.environ}


def put_first_on_path(root: Path) -> str:
    """PYTHONPATH for a process of ours: `root`, then whatever this one was started with."""
    return os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))


def set_defaults(variables: Mapping[str, str]) -> None:
    """Put into this process' environment what is not there yet, for it and for its children."""
    for name, value in variables.items():
        os.environ.setdefault(name, value)


def find_cache_folder(variables: Mapping[str, str], else_here: str) -> str:
    """The folder, made where it is not there, for what this user's programs can make again;
    `else_here` where none can be written to."""
    cache = Path(variables.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "undertone"
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        return else_here
    return str(cache) if os.access(cache, os.W_OK) else else_here


def read_settings(kind: type[Settings], environment: Mapping[str, str]) -> Settings:
    """Fill the dataclass: field `redis_url` comes from `REDIS_URL`; an empty variable is not set.

    Types and limits stand on the fields (`Annotated[int, msgspec.Meta(ge=1)]`, `HttpAddress`). A
    tuple takes a comma-separated list; a mapping comes from no variable. Raises BadSetting.
    """
    fields = {field.name: field for field in msgspec.inspect.type_info(kind).fields}  # type: ignore[attr-defined]  # a dataclass's info has fields; the union it is typed as does not
    given: dict[str, object] = {}
    for name, field in fields.items():
        if isinstance(field.type, msgspec.inspect.DictType):
            continue
        value = environment.get(name.upper(), "").strip()
        if not value and field.required:
            raise BadSetting(f"{name.upper()} is not set. Put it into .env (docs/settings.md).")
        if value:
            _check_address(name.upper(), value, _find_schemes(field.type))
            given[name] = _items(value) if _is_list(field.type) else value
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at `$.")
        variable = place.rstrip("`").split("[")[0].upper()
        shown = _name_value(variable, environment.get(variable, ""))
        wrong = _say_in_words(problem, fields[variable.lower()].type)
        raise BadSetting(f"{shown} {wrong}. Mend it in .env (docs/settings.md).") from error


def is_garbled(text: str) -> bool:
    """Blanks, quotes and other signs that no token or address has: a slip in copying."""
    return not text.isascii() or any(sign.isspace() or sign in "\"'<>" for sign in text)


def _find_schemes(kind: msgspec.inspect.Type) -> Sequence[str]:
    """What an address of this type may start with; empty where it is no address."""
    schemes: Sequence[str] = _find_extra(kind, "schemes") or ()
    return schemes


def _find_extra(kind: msgspec.inspect.Type, name: str) -> Any:
    """What a type says of itself beyond its limits; None where it does not."""
    kinds = kind.types if isinstance(kind, msgspec.inspect.UnionType) else (kind,)
    told = (each.extra or {} for each in kinds if isinstance(each, msgspec.inspect.Metadata))
    return next((extra[name] for extra in told if name in extra), None)


def _check_address(name: str, address: str, schemes: Sequence[str]) -> None:
    if not schemes:
        return
    try:
        parts = urlsplit(address)
        complete = parts.scheme in schemes and bool(parts.netloc or parts.scheme == "unix")
        if parts.scheme != "sentinel":  # which has several hosts
            _ = parts.port  # read for its check: it raises where the port is no number
    except ValueError:
        complete = False
    if not complete or is_garbled(address):
        forms = " or ".join(f"{scheme}://" for scheme in schemes)
        raise BadSetting(
            f"{name} is not a complete address: it has to start with {forms} and name a host; "
            "correct it or leave it out."
        )


def _name_value(variable: str, value: str) -> str:
    """The variable with what it is set to; without, where that may be a secret."""
    secret = variable.endswith(("TOKEN", "SECRET", "KEY", "URL"))
    return variable if secret else f"{variable}={value.strip()}"


def _say_in_words(problem: str, kind: msgspec.inspect.Type) -> str:
    """What msgspec complains of, as a person would say it."""
    if isinstance(kind, msgspec.inspect.LiteralType):
        return f"is none of: {', '.join(sorted(map(str, kind.values)))}"
    if means := _find_extra(kind, "means"):
        return f"is not {means}"
    for pattern, words in _IN_WORDS:
        if found := re.search(pattern, problem):
            return words.format(*found.groups())
    return f"cannot be used: {problem}"


def _is_list(kind: msgspec.inspect.Type) -> bool:
    return isinstance(kind, msgspec.inspect.VarTupleType)


def _items(value: str) -> list[str]:
    return [item.strip() for item in value.split(",") if item.strip()]
