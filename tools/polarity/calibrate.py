"""Calibrate: one number, the temperature, so that a score of 0.6 means 0.6.

    DATA=folder python -m tools.polarity.calibrate

It is found on GoEmotions' development part, which training never saw, and divides all logits:
which of the three is likeliest stays as it was, only how sure the scorer says to be changes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from tools.polarity.batches import BATCH, close_pieces, pad
from tools.polarity.folders import find_data, find_work
from tools.polarity.network import Encoder
from tools.polarity.sources import read_goemotions
from tools.polarity.train import read_rows, weigh_classes
from workers.engines.local.polarity.pieces import WordPieces

TRIED = [round(0.5 + 0.01 * step, 2) for step in range(251)]


def calibrate() -> None:
    work = find_work()
    vocabulary = (work / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    encoder = Encoder(len(vocabulary))
    encoder.load_state_dict(torch.load(work / "evened.pt", weights_only=True))
    rows = [row for row in read_goemotions(find_data(), "dev") if row.sign is not None]
    logits = predict(encoder, WordPieces(vocabulary), [row.text for row in rows])
    share = torch.tensor([row.share for row in rows]) * weigh_classes(read_rows(work))
    losses = {t: _find_loss(logits / t, share) for t in TRIED}
    best = min(TRIED, key=lambda temperature: losses[temperature])
    (work / "temperature.json").write_text(json.dumps(best) + "\n", encoding="utf-8")
    print(f"temperature {best}: loss {losses[1.0]:.4f} -> {losses[best]:.4f}")


def _find_loss(logits: Tensor, share: Tensor) -> float:
    """The loss of training: with another one, the temperature would mend its weights instead."""
    return float(-(functional.log_softmax(logits, -1) * share).sum() / share.sum())


def predict(encoder: Encoder, cutter: WordPieces, texts: Sequence[str]) -> Tensor:
    """The logits (texts x 3) of 32-bit numbers, for the first window of each text."""
    encoder.eval()
    pieces = [close_pieces(cutter, text) for text in texts]
    order = sorted(range(len(pieces)), key=lambda at: len(pieces[at]))
    logits = torch.zeros(len(pieces), 3)
    with torch.inference_mode():
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            logits[chosen] = encoder(*pad([pieces[at] for at in chosen]))
    return logits


if __name__ == "__main__":
    calibrate()
