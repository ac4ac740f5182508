"""Speakers: which words at the beginning of a line are somebody, and who is the same person."""
