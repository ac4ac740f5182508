"""Who transcribes: one vendor a folder, each of them one value, a `Spec`.

Everything that only one vendor knows (URLs, field names, status words, scales) stays in its folder;
out come Meetings. Importing this loads no engine: the bot reads it too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workers.engines.assemblyai import ASSEMBLYAI
from workers.engines.deepgram import DEEPGRAM
from workers.engines.local import LOCAL
from workers.engines.openai import OPENAI
from workers.engines.spec import Spec
from workers.engines.symbl import SYMBL

ENGINES: tuple[Spec[Any], ...] = (OPENAI, ASSEMBLYAI, DEEPGRAM, SYMBL, LOCAL)
"""All there are, in the order in which `auto` takes them: the first one that is set up."""
ENGINE_NAMES = tuple(spec.name for spec in ENGINES)
"""What people may write after `engine:`."""


ENGINE_TITLES = {spec.name: spec.title for spec in ENGINES}
"""What people call them, by name."""
STAND_IN = LOCAL.name
"""Who hears what others cannot: it is always there."""


def find_spec(name: str) -> Spec[Any] | None:
    """The engine of that name."""
    return next((spec for spec in ENGINES if spec.name == name), None)


def title_engine(name: str) -> str:
    """What people know an engine by; its name where there is no such engine any more."""
    spec = find_spec(name)
    return spec.title if spec else name


def read_engine_settings(variables: Mapping[str, str]) -> Mapping[str, object]:
    """Each engine's own settings, by its name. Raises BadSetting."""
    return {spec.name: spec.read_settings(variables) for spec in ENGINES}
