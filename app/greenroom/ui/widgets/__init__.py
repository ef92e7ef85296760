"""What screens are made of: each widget knows only how it looks and is used."""
