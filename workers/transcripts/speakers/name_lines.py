"""Name lines: names that stand alone on top of a paragraph or a cue, with nothing to mark them."""

from __future__ import annotations

from collections.abc import Sequence

from workers.transcripts.speakers.names import ends_a_sentence, name_in

_MOST = 0.6
"""The share of blocks that a name must head before such lines are names."""


def mark_name_lines(blocks: Sequence[Sequence[str]]) -> list[list[str]]:
    """The blocks of lines, with a colon behind the names that head (nearly) all of them.

    Only where one of the names recurs: else they are the first words of what is said.
    """
    headed = [_is_headed(block) for block in blocks]
    names = [block[0] for block, is_headed in zip(blocks, headed, strict=True) if is_headed]
    if len(names) < _MOST * len(blocks) or len(set(names)) == len(names):
        return [list(block) for block in blocks]
    return [
        [f"{block[0]}:", *block[1:]] if is_headed else list(block)
        for block, is_headed in zip(blocks, headed, strict=True)
    ]


def _is_headed(block: Sequence[str]) -> bool:
    if len(block) < 2 or ":" in block[0] or len(block[0]) > 80:
        return False
    return bool(name_in(block[0])) and not ends_a_sentence(block[0])
