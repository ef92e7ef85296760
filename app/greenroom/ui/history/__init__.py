"""HISTORY: all sessions, search and progress."""
