"""Undertone as `pip install` leaves it: built, and in an environment outside of the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "undertone", "workers")
BESIDE = ("pyproject.toml", "README.md", "LICENSE", "manifest.yml")


def build_wheel(folder: Path) -> Path:
    """The wheel of this tree, built from a copy of it below `folder`; nothing is downloaded."""
    source = folder / "source"
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__")
        # Links stay links, as in a checkout: the manifest is one.
        shutil.copytree(ROOT / package, source / package, symlinks=True, ignore=ignored)
    for name in BESIDE:
        shutil.copy(ROOT / name, source)
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(source))
    (wheel,) = folder.glob("undertone-*.whl")
    return wheel


def read_names(wheel: Path) -> set[str]:
    """The files in it, as paths from the root of the tree."""
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def list_files() -> set[str]:
    """Every file of ours that the programs could ask for, as paths from the root of the tree."""
    return {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def install(wheel: Path, folder: Path) -> Path:
    """The folder of the programs of a new environment below `folder` that holds the wheel.

    What it depends on is seen through from the environment of the tests.
    """
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    _pip("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin"


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
