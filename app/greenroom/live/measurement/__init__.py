"""Measuring in a process of its own, while the answer is being spoken."""
