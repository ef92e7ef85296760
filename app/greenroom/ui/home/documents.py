"""The résumé and the job advert to be asked about: chosen, dropped, shown, removed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QSizePolicy, QWidget

from greenroom.ui.home.view import Documents
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type
from greenroom.ui.widgets.button import Button, icon_button
from greenroom.ui.widgets.text import label

_KINDS = "Documents (*.pdf *.md *.txt);;All files (*)"
_CROSS = 28
_INSET = 3
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class DocumentsLine(QWidget):
    """One line: an offer while there is no résumé, else what was chosen and found in it."""

    resume_given = Signal(str)
    """The path of a résumé."""
    advert_given = Signal(str)
    """The path of a job advert."""
    removed = Signal(str)
    """Which: "resume", and the advert goes with it, or "advert"."""

    def __init__(self) -> None:
        super().__init__()
        self._documents = Documents()
        self._offer = Button("From your résumé…", "note", "quiet")
        self._offer.setToolTip("Get asked about what it claims. You can also drop the file here.")
        self._resume = _Chosen("Remove the résumé")
        self._more = Button("Add the job posting…", "plus", "quiet")
        self._advert = _Chosen("Remove the job posting")
        self._summary = _Summary()
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.TIGHT, _INSET, Space.NORMAL, _INSET)
        row.setSpacing(Space.TIGHT)
        for part in (self._offer, self._resume, self._advert, self._more):
            row.addWidget(part)
        row.addWidget(self._summary, 1)
        self._offer.clicked.connect(lambda: _ask_for(self, "Your résumé", self.resume_given.emit))
        self._more.clicked.connect(
            lambda: _ask_for(self, "The job posting", self.advert_given.emit)
        )
        self._resume.removed.connect(lambda: self.removed.emit("resume"))
        self._advert.removed.connect(lambda: self.removed.emit("advert"))
        self.show_documents(self._documents)

    def show_documents(self, documents: Documents) -> None:
        """Show what is chosen."""
        self._documents = documents
        has_resume = bool(documents.resume)
        self._offer.setVisible(not has_resume)
        self._resume.show_name(documents.resume)
        self._advert.show_name(documents.advert)
        self._more.setVisible(has_resume and not documents.advert)
        self._summary.show_words("Reading …" if documents.reading else documents.summary)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of a chosen script behind what is chosen."""
        super().paintEvent(event)
        if self._documents.resume:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft"))
            painter.drawRoundedRect(self.rect(), SMALL_RADIUS, SMALL_RADIUS)

    def welcome(self, event: QDragEnterEvent) -> None:
        """Accept the files that are dragged over it."""
        if _files(event):
            event.acceptProposedAction()

    def take(self, event: QDropEvent) -> None:
        """Take the first file as the résumé if there is none yet, the next one as the advert."""
        signals = [self.resume_given, self.advert_given]
        for path, signal in zip(
            _files(event), signals[bool(self._documents.resume) :], strict=False
        ):
            signal.emit(path)
        event.acceptProposedAction()


class _Summary(QLabel):
    """As many words as there is room for; all of them are in the tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setProperty("type", str(Type.SMALL))
        self.setProperty("tone", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str) -> None:
        """Show these."""
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words into the room there is now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width()))


class _Chosen(QWidget):
    """A file's name, and the way back."""

    removed = Signal()

    def __init__(self, remove: str) -> None:
        super().__init__()
        self._name = label(role=Type.STRONG)
        cross = icon_button("cross", remove, size=_CROSS)
        cross.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.TIGHT, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        row.addWidget(self._name, 0, _MIDDLE)
        row.addWidget(cross, 0, _MIDDLE)

    def show_name(self, name: str) -> None:
        """Show it; an empty one hides the whole."""
        width = 24 * self.fontMetrics().averageCharWidth()
        self._name.setText(
            self._name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, width)
        )
        self._name.setToolTip(name)
        self.setVisible(bool(name))


def _ask_for(parent: QWidget, title: str, take: Callable[[str], None]) -> None:
    dialog = QFileDialog(parent, title, str(Path.home()), _KINDS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _files(event: QDropEvent) -> list[str]:
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
