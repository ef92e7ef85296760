"""THE RULES: scripts, states, events, commands, and one pure function that decides."""
