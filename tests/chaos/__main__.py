"""python -m tests.chaos [--analyses N] [--seconds S] [--seed K]"""

from __future__ import annotations

import argparse
import ctypes
import sys
import tempfile
from pathlib import Path

from tests.chaos.run import Plan, run
from tests.chaos.table import markdown, offences

PR_SET_CHILD_SUBREAPER = 36


def main() -> int:
    """Exit status 0 where nothing was lost, doubled or left behind."""
    options = _options()
    if sys.platform == "linux":  # whoever loses its parent becomes ours, and is seen
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    plan = Plan(
        analyses=options.analyses,
        seconds=options.seconds,
        seed=options.seed,
        paid=options.paid,
    )
    with tempfile.TemporaryDirectory(prefix="chaos-", dir="/tmp") as folder:
        result = run(plan, Path(folder), say=lambda line: print(line, flush=True))
        if options.keep:
            _keep(Path(folder), options.keep)
    print(markdown(result))
    print("\n".join(offences(result)))
    return 0 if result.verdict.clean else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--analyses", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=420.0, help="in which they are asked for")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--paid", type=float, default=0.5, help="share of commands to paid engines")
    parser.add_argument("--keep", type=Path, help="copy the logs into this folder")
    return parser.parse_args()


def _keep(folder: Path, to: Path) -> None:
    to.mkdir(parents=True, exist_ok=True)
    for log in folder.glob("*.log"):
        (to / log.name).write_bytes(log.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
