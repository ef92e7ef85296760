"""THE WINDOW, the only package that knows Qt: state comes down as views, intents go up as signals.

Screens paint a frozen view and emit what the user wants; controllers turn that into calls and the
answers into views. Screens know no engine, no store, no clock, and never one another.
"""
