"""How an answer is measured and judged."""
