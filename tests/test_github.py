"""The files that other programs read: workflows, templates, dependabot, pre-commit, compose.

They are only run elsewhere; here they are held against the published schemas, and against what
they promise to be the same as.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
SCHEMAS = {
    **dict.fromkeys(WORKFLOWS, "vendor.github-workflows"),
    GITHUB / "dependabot.yml": "vendor.dependabot",
    GITHUB / "ISSUE_TEMPLATE" / "config.yml": "vendor.github-issue-config",
    GITHUB / "ISSUE_TEMPLATE" / "bug.yml": "vendor.github-issue-forms",
    GITHUB / "ISSUE_TEMPLATE" / "idea.yml": "vendor.github-issue-forms",
    ROOT / "deploy" / "compose.yml": "vendor.compose-spec",
}


def complain(file: Path, schema: str) -> str:
    """What the schema says against a file; nothing where it is as it should be."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def read(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return loaded


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)
def test_the_schema_has_nothing_against_it(file: Path) -> None:
    assert complain(file, SCHEMAS[file]) == ""


def test_every_file_there_is_checked() -> None:
    assert set(GITHUB.rglob("*.yml")) <= set(SCHEMAS)


def test_the_schema_would_complain(tmp_path: Path) -> None:
    workflow = tmp_path / "wrong.yml"
    workflow.write_text(WORKFLOWS[0].read_text().replace("runs-on:", "run-on:"))
    assert "run-on" in complain(workflow, "vendor.github-workflows")


def test_every_python_that_is_supported_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    versions = read(GITHUB / "workflows" / "check.yml")["jobs"]["test"]["strategy"]["matrix"]
    assert versions["python"] == ["3.11", "3.12", "3.13"]
    assert project["requires-python"] == f">={versions['python'][0]}"


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
class TestWorkflow:
    def test_it_may_only_read(self, workflow: Path) -> None:
        assert read(workflow)["permissions"] == {"contents": "read"}

    def test_it_runs_what_everybody_runs(self, workflow: Path) -> None:
        steps = read(workflow)["jobs"]["test"]["steps"]
        assert steps[-1]["run"] == ".ci/run"

    def test_every_job_has_an_end(self, workflow: Path) -> None:
        assert all("timeout-minutes" in job for job in read(workflow)["jobs"].values())

    def test_its_make_targets_exist(self, workflow: Path) -> None:
        targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
        told = set(re.findall(r"run: make ([a-z]+)", workflow.read_text()))
        assert told <= targets


def test_before_a_commit_the_same_is_checked_as_by_make() -> None:
    (repo,) = read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert [hook["entry"] for hook in repo["hooks"]] == ["make check"]
