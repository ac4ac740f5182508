"""Mixtures of Gaussians with independent dimensions, learned by expectation maximisation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workers.engines.local.networks.voiceprint import Vectors

_MOST_PARTS = 8
_ROWS_A_PART = 100
"""Fewer rows than this say nothing new about a voice."""
_MOST_ROWS = 20_000
"""Rows that are learned from; seven minutes of a voice say as much as an hour of it."""
_ROUNDS = 8
_NARROWEST = 0.05
"""Of the variance of all rows; a narrower part would be one sound, heard over and over."""
_BATCH = 50_000


@dataclass(frozen=True, slots=True)
class Mixture:
    """`weights` of shape (parts,), `means` and `variances` of shape (parts, dimensions)."""

    weights: Vectors
    means: Vectors
    variances: Vectors

    def log_likelihood(self, rows: Vectors) -> Vectors:
        """Of each row, shape (rows,)."""
        batches = np.split(rows, range(_BATCH, len(rows), _BATCH))
        return np.concatenate([_added(_parts(self, batch)) for batch in batches])


def learn_mixture(rows: Vectors) -> Mixture:
    """The mixture that fits `rows` of shape (rows, dimensions); the same rows give the same."""
    rows = rows[:: -(-len(rows) // _MOST_ROWS)]
    parts = int(np.clip(len(rows) // _ROWS_A_PART, 1, _MOST_PARTS))
    spread = rows.var(axis=0)
    seeds = np.random.default_rng(0).choice(len(rows), parts, replace=False)
    found = Mixture(
        np.full(parts, 1 / parts, np.float32), rows[seeds], np.tile(spread + 0.01, (parts, 1))
    )
    for _ in range(_ROUNDS if parts > 1 else 1):
        found = _improved(found, rows, least=_NARROWEST * spread + 1e-3)
    return found


def _improved(mixture: Mixture, rows: Vectors, least: Vectors) -> Mixture:
    """One round: which part explains each row, and the parts moved to what they explain."""
    shares = _parts(mixture, rows)
    shares = np.exp(shares - _added(shares)[:, None])
    total = shares.sum(axis=0) + 1e-3
    means = shares.T @ rows / total[:, None]
    variances = shares.T @ rows**2 / total[:, None] - means**2
    return Mixture(total / total.sum(), means, np.maximum(variances, least))


def _parts(mixture: Mixture, rows: Vectors) -> Vectors:
    """Logarithms of each part's share in the likelihood of each row, shape (rows, parts)."""
    precise = 1 / mixture.variances
    squares = (
        (rows**2) @ precise.T
        - 2 * rows @ (mixture.means * precise).T
        + (mixture.means**2 * precise).sum(axis=1)
    )
    scale = np.log(mixture.weights) - 0.5 * np.log(2 * np.pi * mixture.variances).sum(axis=1)
    return np.asarray(scale - 0.5 * squares, np.float32)


def _added(logarithms: Vectors) -> Vectors:
    """The logarithm of the sum of each row."""
    top = logarithms.max(axis=1)
    return np.asarray(top + np.log(np.exp(logarithms - top[:, None]).sum(axis=1)))
