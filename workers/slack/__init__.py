"""Slack as the workers use it: one client, and one reading of what Slack answers."""
