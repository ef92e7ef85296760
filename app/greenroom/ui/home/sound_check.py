"""The sound check: which devices, a live meter, say a sentence and hear it back, hear the voice."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from greenroom.ui.services.shared_views import DeviceChoice, SoundChecks, TrialState
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button, icon_button
from greenroom.ui.widgets.card import Card
from greenroom.ui.widgets.choice import Select
from greenroom.ui.widgets.form import Field
from greenroom.ui.widgets.text import label, paragraph, set_tone

_TRIAL: dict[TrialState, tuple[str, str, str]] = {
    "idle": ("Say a sentence", "record", "Say anything; you will hear it back."),
    "listening": ("That's it", "stop", "I'm listening. A pause ends it, too."),
    "heard": ("Say it again", "record", ""),
    "playing": ("Stop", "stop", "This is how you sounded."),
}
_SEGMENTS = 32
_GAP = 3.0
_HOT = 0.95  # too loud from here on
_FALL = 0.03  # of the meter per frame: lights rise at once and fall slowly
_FRAME_MS = 33


class SoundPanel(Card):
    """A sound check while it is open; the microphone is on for no longer than that."""

    microphone_chosen = Signal(str)
    speaker_chosen = Signal(str)
    trial_wanted = Signal()
    """Say a sentence; or, while one is being said or played, that this is enough."""
    playback_wanted = Signal()
    voice_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._microphones = Select()
        self._speakers = Select()
        self._level = Level()
        self._trial = Button("Say a sentence", "record")
        self._playback = Button("Hear it again", "play", "quiet")
        self._remark = paragraph(role=Type.SMALL, tone="muted")
        self._voice = Button("Hear the voice", "speaker")
        self._close = icon_button("cross", "Close the sound check")
        self._lay_out()
        self._connect()

    def show_sound(self, sound: SoundChecks) -> None:
        """Show devices and trial."""
        self._microphones.set_choices(_pairs(sound.microphones), sound.microphone)
        self._speakers.set_choices(_pairs(sound.speakers), sound.speaker)
        text, icon, invitation = _TRIAL[sound.trial]
        self._trial.setText(text)
        self._trial.set_icon(icon)
        self._playback.setVisible(sound.trial == "heard")
        self._remark.setText(sound.remark or invitation)
        set_tone(self._remark, _tone(sound))
        self._voice.setText("Stop" if sound.voice_playing else "Hear the voice")
        self._voice.set_icon("stop" if sound.voice_playing else "speaker")

    def show_level(self, dbfs: float) -> None:
        """Move the meter."""
        self._level.show_level(dbfs)

    def rest(self) -> None:
        """Let the meter fall: the microphone is off."""
        self._level.rest()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("Can you be heard?", Type.TITLE), 1)
        head.addWidget(self._close)
        self.column.addLayout(head)
        self.column.addWidget(Field("Microphone", self._microphones))
        self.column.addWidget(self._level)
        buttons = QHBoxLayout()
        buttons.addWidget(self._trial)
        buttons.addWidget(self._playback)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.column.addWidget(self._remark)
        self.column.addSpacing(Space.TIGHT)
        self.column.addWidget(Field("Speaker", self._speakers))
        row = QHBoxLayout()
        row.addWidget(self._voice)
        row.addStretch(1)
        self.column.addLayout(row)

    def _connect(self) -> None:
        self._microphones.chosen.connect(self.microphone_chosen)
        self._speakers.chosen.connect(self.speaker_chosen)
        self._trial.clicked.connect(self.trial_wanted)
        self._playback.clicked.connect(self.playback_wanted)
        self._voice.clicked.connect(self.voice_wanted)
        self._close.clicked.connect(self.closed)


def _pairs(devices: tuple[DeviceChoice, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((device.value, device.title) for device in devices)


def _tone(sound: SoundChecks) -> str:
    if not sound.remark:
        return "muted"
    return "good" if sound.remark_good else "warn"


class Level(QWidget):
    """A level meter: rises at once and falls softly; the highest light stays a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(120, 14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Loudness")
        self._target = 0.0
        self._shown = 0.0
        self._peak = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._fall)

    @property
    def share(self) -> float:
        """Return how much of it is lit, 0…1."""
        return self._shown

    def sizeHint(self) -> QSize:
        """Return a flat and wide size."""
        return QSize(240, 14)

    def show_level(self, dbfs: float) -> None:
        """Show how loud it is now, in dBFS."""
        from greenroom.speech.level import meter  # brings numpy, which the window can do without

        self._target = meter(dbfs)
        self._shown = max(self._shown, self._target)
        self._peak = max(self._peak, self._shown)
        if not self._timer.isActive():
            self._timer.start()
        self.update()

    def rest(self) -> None:
        """Let the lights fall: nobody is heard any longer."""
        self._target = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one rounded bar per light."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() + _GAP) / _SEGMENTS - _GAP
        for index in range(_SEGMENTS):
            painter.setBrush(color(self._role(index)))
            left = index * (width + _GAP)
            painter.drawRoundedRect(QRectF(left, 0, width, self.height()), 2, 2)

    def _role(self, index: int) -> str:
        here = (index + 1) / _SEGMENTS
        lit = here <= self._shown or (self._peak > 0 and abs(here - self._peak) < 1 / _SEGMENTS)
        if not lit:
            return "line"
        return "bad" if here >= _HOT else "voice"

    def _fall(self) -> None:
        self._shown = max(self._target, self._shown - _FALL)
        self._peak = max(self._shown, self._peak - _FALL / 3)
        if self._shown == self._peak == self._target:
            self._timer.stop()
        self.update()
