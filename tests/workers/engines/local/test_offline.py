"""The embedded engine tells nobody anything: its runtime would, if it were let."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LOAD = (
    "import os\n"
    "from workers.engines.local import polarity\n"
    "import onnxruntime\n"
    "print(os.environ['ORT_DISABLE_TELEMETRY'])"
)
"""As scoring does: the engine's package first, and only then the runtime."""


def test_the_runtime_is_told_to_report_nothing_and_keeps_no_session_for_it(tmp_path: Path) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", LOAD],
        env={"PATH": os.environ["PATH"], "TMPDIR": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert loaded.stdout == "1\n"
    assert list(tmp_path.iterdir()) == []
