"""Asides: what a second voice says while another one speaks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from workers.engines.local.networks.voiceprint import Vectors
from workers.engines.local.sound import STEP_S, Steps
from workers.engines.local.voices.clusters import Labels
from workers.engines.local.voices.turns import Turn

_NOBODY = -1


def find_asides(
    crowded: Steps, claims: Vectors, islands: Sequence[Steps], labels: Sequence[Labels]
) -> list[Turn]:
    """Turns in the steps where two voices are heard, of the one that is not followed there.

    `claims` says how much of each voice lies in each step, shape (steps, voices); `labels` which
    one is followed in each step of each stretch of speech.
    """
    followed = np.full(len(claims), _NOBODY)
    followed[np.concatenate(islands)] = np.concatenate(labels)
    second = np.full(len(claims) + 1, _NOBODY)
    rows = crowded[followed[crowded] != _NOBODY]
    others = claims[rows]
    others[np.arange(len(rows)), followed[rows]] = 0
    second[rows] = np.where(others.max(axis=1) > 0, others.argmax(axis=1), _NOBODY)
    edges = np.flatnonzero(np.diff(second, prepend=_NOBODY))
    return [
        Turn(int(second[first]), first * STEP_S, last * STEP_S)
        for first, last in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
        if second[first] != _NOBODY
    ]
