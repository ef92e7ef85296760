"""STAGE: the live interview."""
