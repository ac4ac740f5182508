"""One wheel and one installation of it for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import installed


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed.build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment that holds the wheel."""
    return installed.install(wheel, tmp_path_factory.mktemp("environment") / "env")
