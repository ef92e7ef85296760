"""The live interview: commands carried out, events brought home."""
