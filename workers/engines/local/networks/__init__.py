"""Trained networks: where their weights lie, and what each of them answers."""
