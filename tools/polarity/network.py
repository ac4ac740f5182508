"""The encoder in torch: MiniLM-L6, mean pooling, three outputs (negative, neutral, positive).

Embeddings and the lower layers stay as they came: they hold what words mean, 60,000 rows teach
them nothing better, and half the work falls away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from workers.engines.local.polarity.windows import WINDOW

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6
FROZEN = 3
"""Layers from below that are not trained."""
DROPOUT = 0.1
"""Of the pooled vector only."""


class Layer(nn.Module):
    """One layer of the encoder: attention, then two linear maps, each with what came in added."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.first_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widened = nn.Linear(WIDTH, INNER)
        self.narrowed = nn.Linear(INNER, WIDTH)
        self.second_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        mixed = self.query_key_value(x).view(batch, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = mixed.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        x = self.first_norm(x + self.attended(seen.transpose(1, 2).reshape(x.shape)))
        inner = functional.gelu(self.widened(x))
        return self.second_norm(x + self.narrowed(inner))


class Encoder(nn.Module):
    """Pieces (batch x length, with a mask) to three logits (batch x 3)."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.places = nn.Parameter(torch.zeros(WINDOW, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, 3)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        self.freeze_lower()

    def freeze_lower(self) -> None:
        lower = [self.pieces, self.norm, *self.layers[:FROZEN]]
        for parameter in (self.places, *(p for part in lower for p in part.parameters())):
            parameter.requires_grad_(False)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        pooled = self.pool(pieces, mask)
        return self.head(functional.dropout(pooled, DROPOUT, self.training))

    def pool(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """The mean of the last layer over the pieces that are there (batch x WIDTH)."""
        bias = ((1.0 - mask) * -1e4)[:, None, None, :]
        with torch.no_grad():
            x = self.norm(self.pieces(pieces) + self.places[: pieces.shape[1]])
            bias = bias.to(x.dtype)
            for layer in self.layers[:FROZEN]:
                x = layer(x, bias)
        for layer in self.layers[FROZEN:]:
            x = layer(x, bias)
        there = mask[..., None]
        return (x.float() * there).sum(1) / there.sum(1).clamp(min=1)


def load_weights(encoder: Encoder, base: Mapping[str, Tensor], kept: Sequence[int]) -> None:
    """Puts the base's weights into `encoder`; `kept` are its pieces that the vocabulary keeps."""
    words = base["embeddings.word_embeddings.weight"][torch.tensor(kept)]
    encoder.pieces.weight.data.copy_(words)
    places = base["embeddings.position_embeddings.weight"][:WINDOW]
    encoder.places.data.copy_(places + base["embeddings.token_type_embeddings.weight"][0])
    _copy(encoder.norm, base, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layers):
        name = f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            parts = [base[f"{name}attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
            getattr(layer.query_key_value, kind).data.copy_(torch.cat(parts))
        _copy(layer.attended, base, name + "attention.output.dense")
        _copy(layer.first_norm, base, name + "attention.output.LayerNorm")
        _copy(layer.widened, base, name + "intermediate.dense")
        _copy(layer.narrowed, base, name + "output.dense")
        _copy(layer.second_norm, base, name + "output.LayerNorm")


def _copy(part: nn.Linear | nn.LayerNorm, base: Mapping[str, Tensor], name: str) -> None:
    part.weight.data.copy_(base[f"{name}.weight"])
    part.bias.data.copy_(base[f"{name}.bias"])
