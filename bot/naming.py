"""Who is called what: from the inputs of the rename window to names.

A speaker is known by a *mark* while the window is open: the picture may show other names by the
time it is sent off, but the engine's label behind them, which the mark is made of, stays.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.interactions import ModalAnswer
from workers.domain.introductions import Introduction
from workers.wording import naming_window
from workers.wording.mrkdwn import JOINERS
from workers.wording.window_parts import NAME_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was changed about one speaker: a name was written, a person (id) picked, or both."""

    mark: str
    name: str = ""
    person: str = ""
    written: bool = False

    @property
    def block_id(self) -> str:
        return naming_window.name_block_id(self.mark)


def mark_speakers(
    introductions: Sequence[Introduction], names: Mapping[str, str]
) -> list[tuple[str, Introduction]]:
    """Each speaker with a mark; `names` are the shown names by label, as the chart's edits say."""
    labels = {shown: label for label, shown in reversed(list(names.items()))}
    return [(_mark(labels.get(each.speaker, each.speaker)), each) for each in introductions]


def map_marks_to_names(
    introductions: Sequence[Introduction], names: Mapping[str, str]
) -> Mapping[str, str]:
    """What the picture shows now, by mark; `names` as for `mark_speakers`."""
    untouched = {each.speaker: each.speaker for each in introductions}
    return {_mark(label): shown for label, shown in (untouched | dict(names)).items()}


def read_choices(given: ModalAnswer) -> list[Choice]:
    """What was changed; an emptied name counts as left as it was."""
    found = []
    for block_id, at_first in given.at_first.items():
        mark = block_id.removeprefix(naming_window.name_block_id(""))
        written, person = given.text(block_id), given.text(naming_window.person_block_id(mark))
        changed = written not in ("", at_first)
        if changed or person:
            name = _clean(written) if changed else ""
            found.append(Choice(mark=mark, name=name, person=person, written=changed))
    return found


def check_names(made: Sequence[Choice]) -> dict[str, str]:
    """What cannot be taken: sentences by block id."""
    found = {each.block_id: _complaint(each) for each in made}
    return {block_id: sentence for block_id, sentence in found.items() if sentence}


def _complaint(choice: Choice) -> str:
    if choice.written and choice.person:
        return naming_window.NOT_BOTH
    if choice.written and not choice.name:
        return naming_window.NO_NAME
    return naming_window.LONG_NAME if len(choice.name) > NAME_LIMIT else ""


def _clean(written: str) -> str:
    """One line, without signs that nobody can see."""
    seen = (" " if _hidden(sign) else sign for sign in written)
    return " ".join(filter(None, (word.strip(JOINERS) for word in "".join(seen).split())))


def _hidden(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "CZ" and sign not in JOINERS


def _mark(label: str) -> str:
    return hashlib.sha256(label.encode()).hexdigest()[:16]
