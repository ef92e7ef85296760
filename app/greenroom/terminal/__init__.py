"""THE TERMINAL: the interview for people without a screen, or with a liking for it."""
