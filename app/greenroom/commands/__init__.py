"""THE COMMAND LINE: one module per command, each with `add_parser` and `run`."""
