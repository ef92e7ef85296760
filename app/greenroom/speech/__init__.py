"""SOUND → WORDS: clips, levels, the end of an answer, segments, words, filled pauses."""
