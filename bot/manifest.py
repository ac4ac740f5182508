"""The Slack app's manifest, which stands at the root of the tree and comes with the package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Scopes:
    """What the app asks for: `needed` always, `optional` where people want private channels too."""

    needed: frozenset[str]
    optional: frozenset[str]


def read_manifest() -> str:
    """The manifest as it is, with its comments."""
    return (files("bot") / "manifest.yml").read_text("utf-8")


@cache
def read_scopes() -> Scopes:
    """The scopes that the manifest asks for."""
    manifest: dict[str, Any] = yaml.safe_load(read_manifest())
    scopes = manifest["oauth_config"]["scopes"]
    return Scopes(frozenset(scopes["bot"]), frozenset(scopes["bot_optional"]))
