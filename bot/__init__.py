"""Hears: everything here finishes inside the three seconds that Slack allows."""
