"""Whom the bot says hello to once: channels, by their ids, and whoever set it up."""

from __future__ import annotations

SETTER_UP = "setter_up"
"""Stands for whoever that is: one is greeted in a workspace."""
