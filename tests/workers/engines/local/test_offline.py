"""The embedded engine tells nobody anything: its runtime would, if it were let."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCORING = "from workers.engines.local import polarity\nimport onnxruntime\n"


@pytest.mark.parametrize(("program", "left"), [(SCORING, []), ("import onnxruntime", [".ses"])])
def test_the_runtime_keeps_no_session_to_report(
    program: str, left: list[str], tmp_path: Path
) -> None:
    """Without us it does, so that this test would notice."""
    others = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    subprocess.run(
        [sys.executable, "-c", program],
        env={**others, "TMPDIR": str(tmp_path)},
        check=True,
        timeout=60,
    )
    assert [path.name for path in tmp_path.iterdir()] == left
