"""Transcripts as text."""
