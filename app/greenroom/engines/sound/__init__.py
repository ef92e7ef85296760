"""Microphones, speakers and sound files."""
