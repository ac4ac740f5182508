"""Transcripts: speakers."""
