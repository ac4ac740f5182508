"""Scoring apart: what a recogniser heard is scored in a child with limits, not in the worker.

The weights are loaded and gone with the child, so that a worker is no larger after its first job.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from workers.domain.errors import Fault, Refused, Why
from workers.engines.local.polarity.choice import choose_scorer
from workers.transcripts.apart import READING, ReadJob, Share, run_apart, serve_reader

_BATCH = 50
"""Texts between two reports: a quarter of a second."""
_START_S, _SLOWEST_S = 60, 0.1
"""Processor time to begin with, and for a text, on the slowest machine that is worth it."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One polarity a text, who made them, and whether a better scorer was wanted."""

    polarities: tuple[float | None, ...]
    scorer: str
    fell_back: bool

    def keep_to_wanted(self) -> tuple[float | None, ...]:
        """The polarities where the wanted scorer made them, and nothing on another one's scale."""
        return (None,) * len(self.polarities) if self.fell_back else self.polarities


def score_apart(texts: Sequence[str], wanted: str, at: Share) -> Scored:
    """`texts` scored by what `choose_scorer` makes of `wanted`; `at` hears the share done.

    Raises `Fault` where the child ends in the middle: these words are ours, and can be read.
    """
    limits = replace(READING, processor_s=_START_S + int(len(texts) * _SLOWEST_S))
    with tempfile.NamedTemporaryFile(prefix="undertone-said-") as said:
        said.write(msgspec.json.encode(texts))
        said.flush()
        job = ReadJob(path=said.name, scorer=wanted)
        try:
            made = run_apart(__name__, job, at, limits)
        except Refused as refused:
            if refused.why is Why.UNREADABLE:
                raise Fault("scoring the words ended in the middle of its work") from refused
            raise
    return msgspec.json.decode(made, type=Scored)


def _score(job: ReadJob, at: Share) -> bytes:
    texts = msgspec.json.decode(Path(job.path).read_bytes(), type=list[str])
    scorer = choose_scorer(job.scorer)
    polarities = []
    for index, text in enumerate(texts):
        if index % _BATCH == 0:
            at(index / len(texts))
        polarities.append(scorer.score(text))
    return msgspec.json.encode(Scored(tuple(polarities), scorer.name, scorer.fell_back))


if __name__ == "__main__":
    serve_reader(_score)
