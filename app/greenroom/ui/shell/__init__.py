"""The application around the screens: start, window, background tasks, navigation."""
