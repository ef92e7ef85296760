"""The design system: colors, type, spacing, icons and motion. Nothing else names a color."""
