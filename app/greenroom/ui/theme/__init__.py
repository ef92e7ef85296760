"""The design system: colours, type, spacing, icons and motion. Nothing else names a colour."""
