"""Transcripts: forms."""
