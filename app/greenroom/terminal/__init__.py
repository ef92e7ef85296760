"""THE TERMINAL: the interview without a window."""
