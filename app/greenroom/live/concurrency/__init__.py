"""Executors, time limits, and the boundary where errors become sentences."""
