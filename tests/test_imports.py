"""What the bot may import from the workers: a short list, so that it stays light and harmless.

The contracts in pyproject.toml forbid what is heavy; this names what is allowed, so that a new
room is not open to the bot by default.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

BOT = Path(__file__).parents[1] / "bot"
ROOMS = {"domain", "wording"}
"""Open as a whole: the nouns, and the sentences."""
MODULES = {
    "engines",  # their names, titles and webhooks; importing it loads none of them
    "engines.spec",
    "intake",  # the front door
    "intake.acceptance",  # what it gives back
    "processes.environment",
    "processes.logs",
    "processes.redis_server",
    "processes.shared_settings",
    "processes.version",
    "processes.walls",  # nobody looks into the bot either
    "sources.recognise",  # what is a recording's link, without following it
    "sources.straighten",
}


def list_imports() -> Iterator[tuple[str, str]]:
    """Each import from the workers: the file, and the module below `workers`."""
    for path in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            for name in names:
                if name.split(".")[0] == "workers":
                    yield str(path.relative_to(BOT.parent)), _find_module(name)


def _find_module(name: str) -> str:
    """The module that `workers.a.b` stands for, where `b` may be a name inside of `a`."""
    root = BOT.parent
    module = name
    while not (
        (root / module.replace(".", "/")).is_dir()
        or (root / f"{module.replace('.', '/')}.py").is_file()
    ):
        module = module.rpartition(".")[0]
    return module.partition(".")[2]


def test_the_bot_imports_only_what_it_may() -> None:
    others = {
        f"{file} imports workers.{module}"
        for file, module in list_imports()
        if module not in MODULES and module.split(".")[0] not in ROOMS
    }
    assert others == set()


def test_nothing_is_allowed_that_the_bot_does_not_use() -> None:
    used = {module for _, module in list_imports()}
    assert MODULES - used == set()
    assert {module.split(".")[0] for module in used} >= ROOMS
