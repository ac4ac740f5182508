"""The README's promises that can be checked: settings, commands, files it points at."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot.settings import BotSettings
from workers.engines import ENGINES
from workers.processes.logs import LogSettings
from workers.settings import WorkerSettings

ROOT = Path(__file__).parents[1]
KINDS = (BotSettings, WorkerSettings, LogSettings, *(spec.settings for spec in ENGINES))
KNOWN = {field.name.upper() for kind in KINDS for field in fields(kind)} - {"ENGINES"}
README = ROOT / "README.md"
SETTINGS = ROOT / "docs" / "settings.md"
DOCUMENTS = sorted(
    str(path.relative_to(ROOT))
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/*.md"))
)


def test_every_setting_is_in_the_table_and_nothing_else_is() -> None:
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", SETTINGS.read_text(), re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"[A-Z_]+", row)}
    assert told == KNOWN


def test_the_example_file_names_only_settings() -> None:
    named = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert set(named) <= KNOWN


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_inside_the_project_lead_somewhere(document: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text())
    missing = [link for link in links if not (ROOT / document).parent.joinpath(link).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_to_a_heading_find_it(document: str) -> None:
    missing = []
    for file, anchor in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", (ROOT / document).read_text()):
        there = (ROOT / document).parent / file if file else ROOT / document
        headings = re.findall(r"^#+ (.+)$", there.read_text(), re.MULTILINE)
        if anchor not in {
            re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings
        }:
            missing.append(f"{file}#{anchor}")
    assert missing == []


def test_the_readme_is_short_and_its_picture_comes_first() -> None:
    lines = README.read_text().splitlines()
    picture = next(place for place, line in enumerate(lines) if line.startswith("!["))
    assert picture < next(place for place, line in enumerate(lines) if line.startswith("## "))
    assert len(lines) <= 110, "two screens"


def test_every_page_of_the_docs_is_reached_from_the_readme() -> None:
    told = README.read_text()
    pages = [path.relative_to(ROOT) for path in (ROOT / "docs").glob("*.md")]
    assert [str(page) for page in pages if f"({page})" not in told] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_that_are_told_exist(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    told = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / document).read_text(), re.MULTILINE))
    assert told <= targets


def test_files_that_contributors_are_sent_to_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text()
    paths = re.findall(r"`((?:bot|workers|tests|undertone)/[\w/]+\.?\w*/?)`", text)
    named = [path for path in paths if "NAME" not in path and "GESTURE" not in path]
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
