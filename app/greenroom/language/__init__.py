"""LANGUAGE: what words say and mean, used by the interview, follow-ups, feedback, and résumés."""
