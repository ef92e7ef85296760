"""ANSWER → WHAT IS SHOWN OF IT: seconds, words, titles; the report and the window paint it."""
