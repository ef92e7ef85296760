"""REVIEW: one session, answer by answer."""
