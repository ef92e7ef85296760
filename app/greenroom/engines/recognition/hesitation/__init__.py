"""How a hesitation sounds to Whisper: a probe on what its encoder hears, and its training."""
