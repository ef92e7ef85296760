"""ACROSS SESSIONS: what was rehearsed, and how it went along."""
