"""PREFERENCES: every setting, storage and privacy."""
