"""The résumé and the job advert that are chosen at home: read beside the window, kept in mind."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from greenroom.errors import GreenroomError
from greenroom.question_plans import prepare_resume
from greenroom.resume.resume_script import ResumeInterview
from greenroom.ui.home.view import Documents
from greenroom.ui.services.background import TaskGroup

Chosen = tuple[Path | None, Path | None]
"""The résumé and the advert."""

_NONE: Chosen = (None, None)


class DocumentsController(QObject):
    """What cannot be read is told and not chosen; nothing is kept when the window closes."""

    changed = Signal(Documents)
    failed = Signal(GreenroomError)

    def __init__(self, tasks: TaskGroup, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._chosen = _NONE
        self._wanted = _NONE
        self.prepared: ResumeInterview | None = None

    def give_resume(self, path: str) -> None:
        """Ask about this résumé from now on."""
        self._read((Path(path), self._wanted[1]))

    def give_advert(self, path: str) -> None:
        """Ask for what this advert asks for, too."""
        self._read((self._wanted[0], Path(path)))

    def remove(self, which: str) -> None:
        """Ask about it no more; without a résumé there is nothing to hold an advert against."""
        if which == "advert" and self._chosen[0]:
            self._read((self._chosen[0], None))
            return
        self._wanted = self._chosen = _NONE
        self.prepared = None
        self.changed.emit(Documents())

    def close(self) -> None:
        """End what is under way."""
        self._tasks.close()

    def _read(self, wanted: Chosen) -> None:
        resume, advert = self._wanted = wanted
        if resume is None:
            return
        self.changed.emit(_view(wanted, reading=True))
        self._tasks.run(
            lambda: prepare_resume(resume, advert),
            lambda prepared: self._know(wanted, prepared),
            lambda problem: self._refuse(wanted, problem),
        )

    def _know(self, wanted: Chosen, prepared: ResumeInterview) -> None:
        if wanted == self._wanted:  # otherwise the user has chosen something else meanwhile
            self._chosen, self.prepared = wanted, prepared
            self.changed.emit(_view(wanted, found=prepared.summary))

    def _refuse(self, wanted: Chosen, problem: GreenroomError) -> None:
        """What was chosen before stays."""
        if wanted == self._wanted:
            self._wanted = self._chosen
            text = self.prepared.summary if self.prepared else ""
            self.changed.emit(_view(self._chosen, found=text))
        self.failed.emit(problem)


def _view(chosen: Chosen, *, found: str = "", reading: bool = False) -> Documents:
    resume, advert = chosen
    return Documents(resume.name if resume else "", advert.name if advert else "", found, reading)
