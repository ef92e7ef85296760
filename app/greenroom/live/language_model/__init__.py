"""What a language model adds: wordings for follow-ups and a second opinion."""
