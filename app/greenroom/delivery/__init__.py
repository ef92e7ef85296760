"""WORDS + SOUND → MEASURES: pace, pauses, fillers, loudness, pitch; one definition each."""
