"""HOME: what to practice now, whether everything is ready, and the last sessions."""
