"""Every screen of the window, in the order of the rail; each is imported when it is first shown."""

from PySide6.QtWidgets import QWidget

from greenroom.ui.shell.window import Screen


def _home() -> QWidget:
    from greenroom.ui.home.screen import HomeScreen

    return HomeScreen()


def _stage() -> QWidget:
    from greenroom.ui.stage.screen import StageScreen

    return StageScreen()


def _review() -> QWidget:
    from greenroom.ui.review.screen import ReviewScreen

    return ReviewScreen()


def _history() -> QWidget:
    from greenroom.ui.history.screen import HistoryScreen

    return HistoryScreen()


def _preferences() -> QWidget:
    from greenroom.ui.preferences.screen import PreferencesScreen

    return PreferencesScreen()


SCREENS = (
    Screen("home", "Practise", _home, icon="microphone"),
    Screen("stage", "Interview", _stage, alone=True),
    Screen("review", "Review", _review),
    Screen("history", "History", _history, icon="history"),
    Screen("preferences", "Preferences", _preferences, icon="preferences", at_foot=True),
)
