"""What every screen's controller works with: settings, background tasks, runtime, checks."""
