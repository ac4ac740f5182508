"""Where the model weights lie: inside installed distributions whose code is never imported."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from workers.domain.errors import Refused, Why


def find_weights(package: str, file: str) -> Path:
    """The path of `file` (as the distribution lists it) of an installed `package`.

    Raises `Refused(WEIGHTS_MISSING)` naming the package where it is not there.
    """
    try:
        path = Path(str(distribution(package).locate_file(file)))
    except PackageNotFoundError as cause:
        raise Refused(Why.WEIGHTS_MISSING, package=package) from cause
    if not path.is_file():
        raise Refused(Why.WEIGHTS_MISSING, package=package)
    return path
