"""The files in deploy/: that they are well formed, and that they start what there is."""

from __future__ import annotations

import configparser
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

DEPLOY = Path(__file__).parents[1] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))


def service(unit: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(strict=True, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    parser.read(unit)
    return parser["Service"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
class TestUnit:
    def test_starts_a_program_that_is_there(self, unit: Path) -> None:
        module = service(unit)["ExecStart"].split(" -m ")[1]
        assert importlib.util.find_spec(f"{module}.__main__")

    def test_a_wrong_setting_does_not_start_it_again(self, unit: Path) -> None:
        assert service(unit)["Restart"] == "always"
        assert service(unit)["RestartPreventExitStatus"] == "2"

    def test_stopping_is_left_to_the_program(self, unit: Path) -> None:
        assert service(unit)["KillMode"] == "mixed"
        assert int(service(unit)["TimeoutStopSec"]) > 10

    @pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
    def test_systemd_finds_nothing_to_complain_about(self, unit: Path, tmp_path: Path) -> None:
        here = tmp_path / unit.name  # with a program that exists on this machine
        here.write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text()))
        done = subprocess.run(
            ["systemd-analyze", "verify", here], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_both_programs_have_a_unit() -> None:
    assert [unit.stem for unit in UNITS] == ["undertone-bot", "undertone-workers"]


def test_compose_starts_both_programs_on_a_redis_that_keeps_its_data() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yml").read_text())["services"]
    assert services["bot"]["command"] == ["python", "-m", "bot"]
    assert services["workers"]["command"] == ["python", "-m", "workers"]
    assert "--appendonly yes" in services["redis"]["command"]
    assert "--maxmemory-policy noeviction" in services["redis"]["command"]
    for each in services.values():
        assert each["stop_grace_period"] == "15s"


def test_settings_that_compose_hands_over_exist() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yml").read_text())["services"]
    set_there = {name for each in services.values() for name in each.get("environment", ())}
    told = (DEPLOY.parent / "docs" / "settings.md").read_text()
    assert set_there
    assert [name for name in sorted(set_there) if f"`{name}`" not in told] == []


def list_copied() -> list[str]:
    """What the image copies from the tree."""
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    copies = [line.split()[1:-1] for line in lines if re.match(r"COPY (?!--from)", line)]
    return [path for paths in copies for path in paths]


def test_the_image_copies_only_what_is_there() -> None:
    assert [path for path in list_copied() if not (DEPLOY.parent / path).exists()] == []


@pytest.mark.parametrize("word", ["--version", "manifest"])
def test_what_the_image_copies_is_enough(tmp_path: Path, word: str) -> None:
    for path in list_copied():
        source, there = DEPLOY.parent / path, tmp_path / path
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, there, symlinks=True, ignore=ignored)
        else:
            shutil.copy(source, there)
    done = subprocess.run(
        [sys.executable, "-m", "undertone", word],
        cwd=tmp_path,
        env={"PATH": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
