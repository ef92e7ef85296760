"""What every screen's controller works with: background tasks, settings, formatting."""
