"""Even out: the same words about other people, or in another English, are taught the same score.

    [THREADS=1] python -m tools.polarity.even_out

The second part of training, short and with a small rate. Every text comes with a twin that differs
in whom it speaks of or in how it is spoken, and the distance of their scores is part of the loss:
seeing both with one label is not enough, as the label says nothing about how far above the cut-off
each of them lies. What was written in `written/later/` is learned here as well.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from tools.polarity.augment import speak_otherwise, swap_people, write_plainly
from tools.polarity.batches import close_pieces, pad
from tools.polarity.folders import find_work
from tools.polarity.network import Encoder
from tools.polarity.own import read_later
from tools.polarity.sources import Row
from tools.polarity.train import CLIP, DECAY, read_rows, weigh_classes
from workers.engines.local.polarity.pieces import WordPieces

STEPS, PAIRS = 330, 32
RATE = 5e-5
APART = 3.0
"""How much a squared distance of two scores weighs beside the loss of the labels."""
PARTS = {"goemotions": 0.35, "written": 0.25, "templates": 0.25, "later": 0.15}
"""Of what the texts are drawn."""
SEED = 23


def even_out() -> None:
    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    work = find_work()
    vocabulary = (work / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    rows = read_rows(work)
    weights = weigh_classes(rows)
    encoder = Encoder(len(vocabulary))
    encoder.load_state_dict(torch.load(work / "trained.pt", weights_only=True))
    trained = [parameter for parameter in encoder.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=RATE, betas=(0.9, 0.98), weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 20) * (STEPS - step) / STEPS
    )
    encoder.train()
    for step, (texts, share) in enumerate(_draw_pairs(rows, WordPieces(vocabulary))):
        torch.manual_seed(SEED + step)
        with torch.autocast("cpu", torch.bfloat16):
            logits = encoder(*pad(texts))
        loss, distance = _find_losses(logits.float(), share, weights)
        optimiser.zero_grad(set_to_none=True)
        (loss + APART * distance).backward()
        nn.utils.clip_grad_norm_(trained, CLIP)
        optimiser.step()
        schedule.step()
        if (step + 1) % 30 == 0:
            print(f"step {step + 1}/{STEPS} loss {loss:.3f} apart {distance:.4f}", flush=True)
    torch.save(encoder.state_dict(), work / "evened.pt")


def _find_losses(logits: Tensor, share: Tensor, weights: Tensor) -> tuple[Tensor, Tensor]:
    """The loss of the labels, and the mean squared distance between a text's score and its twin's.

    Texts are the first half of the rows, their twins the second half.
    """
    surprise = functional.log_softmax(logits, -1) * share * weights
    chances = logits.softmax(-1)
    scores = chances[:, 2] - chances[:, 0]
    half = len(scores) // 2
    return -surprise.sum() / (share * weights).sum(), (scores[:half] - scores[half:]).pow(2).mean()


def _draw_pairs(
    rows: Sequence[Row], cutter: WordPieces
) -> Iterator[tuple[list[list[int]], Tensor]]:
    """For each step the pieces of `PAIRS` texts and then of their twins, and all their shares."""
    chance = random.Random(SEED)
    pools = {part: [row for row in rows if row.source == part] for part in PARTS}
    pools["later"] = read_later()
    for _ in range(STEPS):
        parts = chance.choices(list(PARTS), list(PARTS.values()), k=PAIRS)
        drawn = [chance.choice(pools[part]) for part in parts]
        pairs = [_make_twin(row.text, chance) for row in drawn]
        texts = [one for one, _ in pairs] + [other for _, other in pairs]
        share = torch.tensor([row.share for row in drawn])
        yield [close_pieces(cutter, text) for text in texts], share.repeat(2, 1)


def _make_twin(text: str, chance: random.Random) -> tuple[str, str]:
    one, other = swap_people(text, chance), swap_people(text, chance)
    if one == other or chance.random() < 0.2:
        other = speak_otherwise(other, chance)
    if chance.random() < 0.3:
        return write_plainly(one), write_plainly(other)
    return (one, write_plainly(other)) if chance.random() < 0.3 else (one, other)


if __name__ == "__main__":
    even_out()
