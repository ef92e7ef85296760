"""FOLLOW-UPS: which point of an answer to go for, and in which words."""
