"""ADAPTERS: each file imports one library, converts its errors, and nothing else."""
