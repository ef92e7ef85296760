"""What screens are made of: one widget per file, each knows only how it looks and is used."""
