"""WORDS + RUBRIC → ELEMENTS WITH EVIDENCE: what an answer contains, where, in which order."""
