"""Whisper, the models it runs on, and where voice is."""
