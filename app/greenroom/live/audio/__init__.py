"""Capture, streaming transcription, playback, and the interviewer's voice."""
