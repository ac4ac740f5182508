"""Train: rows become a checkpoint. Stopped and started again, it goes on where it was.

    [THREADS=1] python -m tools.polarity.train

The schedule is counted in steps, never by the clock, and every step draws from its own seed, so
that a second run on the same machine makes the same weights.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from tools.polarity.base import load_base, read_base_vocabulary
from tools.polarity.batches import Taught, make_epoch, pad
from tools.polarity.folders import find_work
from tools.polarity.network import Encoder, load_weights
from tools.polarity.sources import Row
from workers.engines.local.polarity.pieces import WordPieces

STEPS = 2_400
WARM = 150
"""Steps over which the rate rises from 0; then it falls in a straight line to 0 at STEPS."""
RATE, HEAD_RATE = 1.5e-4, 1.5e-3
DECAY = 0.01
CLIP = 1.0
KEEP_EVERY = 150
SEED = 22


def train() -> None:
    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    torch.manual_seed(SEED)
    work = find_work()
    rows = read_rows(work)
    vocabulary = (work / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    encoder = build_encoder(vocabulary)
    optimiser = _build_optimiser(encoder)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _find_rate)
    done = _resume(work, encoder, optimiser, schedule)
    weights = weigh_classes(rows)
    encoder.train()
    started, loss = time.monotonic(), 0.0
    for step, batch in _count_batches(rows, WordPieces(vocabulary), done):
        torch.manual_seed(SEED + step)
        now = _learn(encoder, optimiser, schedule, batch, weights)
        loss = now if step == done else 0.98 * loss + 0.02 * now
        if (step + 1) % 50 == 0:
            pace = (time.monotonic() - started) / (step + 1 - done)
            left = (STEPS - step - 1) * pace / 60
            print(
                f"step {step + 1}/{STEPS} loss {loss:.4f} {pace:.2f} s each, {left:.0f} min left",
                flush=True,
            )
        if (step + 1) % KEEP_EVERY == 0 or step + 1 == STEPS:
            _keep(work, step + 1, encoder, optimiser, schedule)
    torch.save(encoder.state_dict(), work / "trained.pt")


def read_rows(work: Path) -> list[Row]:
    """What `prepare` wrote."""
    lines = (work / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Row(text, tuple(share), sign, source)
        for text, share, sign, source in map(json.loads, lines)
    ]


def build_encoder(vocabulary: Sequence[str]) -> Encoder:
    """The encoder before training: the base's weights for the pieces of `vocabulary`."""
    encoder = Encoder(len(vocabulary))
    number = {piece: n for n, piece in enumerate(read_base_vocabulary())}
    load_weights(encoder, load_base(), [number[piece] for piece in vocabulary])
    return encoder


def _build_optimiser(encoder: Encoder) -> torch.optim.AdamW:
    head = set(encoder.head.parameters())
    trained = [p for p in encoder.parameters() if p.requires_grad and p not in head]
    return torch.optim.AdamW(
        [
            {"params": [p for p in trained if p.ndim > 1], "weight_decay": DECAY, "lr": RATE},
            {"params": [p for p in trained if p.ndim == 1], "weight_decay": 0.0, "lr": RATE},
            {"params": list(head), "weight_decay": 0.0, "lr": HEAD_RATE},
        ],
        betas=(0.9, 0.98),
    )


def _find_rate(step: int) -> float:
    return step / WARM if step < WARM else max(0.0, (STEPS - step) / (STEPS - WARM))


def weigh_classes(rows: Sequence[Row]) -> Tensor:
    """A weight for each class: the rarer, the heavier, by the square root of how much there is."""
    mass = torch.tensor([row.share for row in rows]).sum(0)
    weights = (mass / mass.mean()) ** -0.5
    return weights / weights.mean()


def _count_batches(
    rows: Sequence[Row], cutter: WordPieces, done: int
) -> Iterator[tuple[int, list[Taught]]]:
    step = epoch = 0
    while step < STEPS:
        for batch in make_epoch(rows, cutter, SEED + epoch):
            if done <= step < STEPS:
                yield step, batch
            step += 1
        epoch += 1


def _learn(
    encoder: Encoder,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    batch: Sequence[Taught],
    weights: Tensor,
) -> float:
    pieces, mask = pad([pieces for pieces, _ in batch])
    share = torch.tensor([share for _, share in batch])
    with torch.autocast("cpu", torch.bfloat16):
        logits = encoder(pieces, mask)
    surprise = functional.log_softmax(logits.float(), -1) * share * weights
    loss = -surprise.sum() / (share * weights).sum()
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_([p for p in encoder.parameters() if p.requires_grad], CLIP)
    optimiser.step()
    schedule.step()
    return float(loss.item())


def _keep(work: Path, step: int, encoder: Encoder, *others: object) -> None:
    states = [part.state_dict() for part in (encoder, *others)]  # type: ignore[attr-defined]
    aside = work / "going.pt.part"
    torch.save({"step": step, "states": states}, aside)
    aside.replace(work / "going.pt")


def _resume(work: Path, *parts: object) -> int:
    kept = work / "going.pt"
    if not kept.exists():
        return 0
    saved = torch.load(kept, weights_only=True)
    for part, state in zip(parts, saved["states"], strict=True):
        part.load_state_dict(state)  # type: ignore[attr-defined]
    return int(saved["step"])


if __name__ == "__main__":
    train()
