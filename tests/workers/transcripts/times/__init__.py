"""Transcripts: times."""
