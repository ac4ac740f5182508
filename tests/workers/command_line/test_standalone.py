"""An engine that stands alone is the settings' own, and says what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from workers.command_line.standalone import build_standalone
from workers.domain.errors import Refused, Why

BOX = {"OPENAI_BASE_URL": "http://box:8000/v1"}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("assemblyai", Why.ENGINE_CREDENTIALS),
        ("deepgram", Why.ENGINE_CREDENTIALS),
        ("openai", Why.ENGINE_UNREACHABLE),
        ("abacus", Why.UNKNOWN_ENGINE),
    ],
)
def test_what_is_not_set_up_is_refused_with_its_setting(
    name: str, why: Why, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused, build_standalone(name, {"DATA_DIR": str(tmp_path)}):
        pass
    assert refused.value.why is why


@pytest.mark.parametrize(
    ("name", "heard_by"), [("", "local"), ("local", "local"), ("auto", "openai")]
)
def test_alone_it_is_the_engine_of_the_settings_unless_one_is_named(
    name: str, heard_by: str, tmp_path: Path
) -> None:
    variables = {"ENGINE": "local", "DATA_DIR": str(tmp_path), **BOX}
    with build_standalone(name, variables) as engine:
        assert engine.name == heard_by
