"""Where the application's id and secret come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from workers.engines.symbl import SYMBL, SymblSettings
from workers.engines.symbl.credentials import Credentials, find_credentials

EXAMPLE = "[credentials]\napp_id=1234 # from the console\napp_secret=s3cr%t\n"


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("cwd", "home"):
        (tmp_path / name).mkdir()
    return tmp_path / "cwd", tmp_path / "home"


def test_the_environment_comes_first(places: tuple[Path, Path]) -> None:
    (places[0] / "symbl.conf").write_text(EXAMPLE, encoding="utf-8")
    env = {"SYMBL_APP_ID": " id ", "SYMBL_APP_SECRET": "secret"}
    assert find_credentials(env, *places) == Credentials("id", "secret")


def test_half_of_it_in_the_environment_is_not_mixed_with_a_file(places: tuple[Path, Path]) -> None:
    (places[0] / "symbl.conf").write_text(EXAMPLE, encoding="utf-8")
    assert find_credentials({"SYMBL_APP_ID": "id"}, *places) == Credentials("1234", "s3cr%t")


@pytest.mark.parametrize(
    "text",
    [
        EXAMPLE,
        "[credentials]\napp_id = \"1234\" ; mine\napp_secret = 's3cr%t'\n",
        "# mine\n[credentials]\napp_id: 1234\napp_secret: s3cr%t\n",
    ],
)
def test_the_file_in_the_working_directory_comes_next(places: tuple[Path, Path], text: str) -> None:
    (places[0] / "symbl.conf").write_text(text, encoding="utf-8")
    (places[1] / "symbl.conf").write_text(EXAMPLE.replace("1234", "home"), encoding="utf-8")
    assert find_credentials({}, *places) == Credentials("1234", "s3cr%t")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[credentials]\napp_id=1234\n",
        "[credentials]\napp_id=1234\napp_secret=\n",
        "[other]\napp_id=1\napp_secret=2\n",
        "app_id=1234",
        "[credentials\n",
    ],
)
def test_a_file_that_lacks_one_gives_way_to_home(places: tuple[Path, Path], text: str) -> None:
    (places[0] / "symbl.conf").write_text(text, encoding="utf-8")
    assert find_credentials({}, *places) is None
    (places[1] / "symbl.conf").write_text(EXAMPLE, encoding="utf-8")
    assert find_credentials({}, *places) == Credentials("1234", "s3cr%t")


def test_the_secret_is_never_shown() -> None:
    assert "hidden" not in repr(Credentials("id", "hidden"))


def test_a_file_is_looked_for_once(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, home = places
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(home))
    path = home / "symbl.conf"
    path.write_text(EXAMPLE, encoding="utf-8")
    assert SYMBL.is_configured(SymblSettings())

    path.unlink()
    assert SYMBL.is_configured(SymblSettings()), "it has been read already"
