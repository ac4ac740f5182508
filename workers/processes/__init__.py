"""Processes: how they start, stop, speak to each other and write their logs."""
