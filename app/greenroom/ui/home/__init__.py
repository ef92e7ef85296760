"""HOME: what to practise now, whether everything is ready, and the last sessions."""
