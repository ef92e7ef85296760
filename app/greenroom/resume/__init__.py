"""RÉSUMÉ + JOB ADVERT → QUESTIONS: what is claimed, what is asked for, and what to ask about it."""
