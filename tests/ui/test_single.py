from pathlib import Path

from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from greenroom.ui.single import SingleInstance, server_name


def test_the_second_hands_over_to_the_first(qtbot: QtBot, tmp_path: Path):
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert not first.hand_over()
    first.listen()
    with qtbot.waitSignal(first.called):
        assert second.hand_over()
    first.close()
    assert not second.hand_over()


def test_another_data_folder_is_another_program(tmp_path: Path):
    first = SingleInstance(tmp_path / "one")
    first.listen()
    assert not SingleInstance(tmp_path / "two").hand_over()
    first.close()


def test_what_a_crash_left_behind_is_cleared_away(qtbot: QtBot, tmp_path: Path):
    dead = QLocalServer()
    dead.listen(server_name(tmp_path))
    left_behind = Path(dead.fullServerName())
    socket = left_behind.with_suffix(".kept")
    left_behind.rename(socket)
    dead.close()
    socket.rename(left_behind)
    after = SingleInstance(tmp_path)
    assert not after.hand_over()
    after.listen()
    with qtbot.waitSignal(after.called):
        assert SingleInstance(tmp_path).hand_over()
    after.close()
