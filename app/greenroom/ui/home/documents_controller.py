"""The résumé and the job advert that are chosen at home, read on a worker."""

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
    """What is chosen; what cannot be read is reported, and nothing outlives the window."""

    changed = Signal(Documents)
    failed = Signal(GreenroomError)

    def __init__(self, tasks: TaskGroup, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._chosen = _NONE
        self._pending = _NONE
        self.prepared: ResumeInterview | None = None

    def give_resume(self, path: str) -> None:
        """Ask about this résumé from now on."""
        self._read((Path(path), self._pending[1]))

    def give_advert(self, path: str) -> None:
        """Ask for what this advert asks for, too."""
        self._read((self._pending[0], Path(path)))

    def remove(self, which: str) -> None:
        """Stop asking about it; without a résumé there is nothing to hold an advert against."""
        if which == "advert" and self._chosen[0]:
            self._read((self._chosen[0], None))
            return
        self._pending = self._chosen = _NONE
        self.prepared = None
        self.changed.emit(Documents())

    def close(self) -> None:
        """End what is under way."""
        self._tasks.close()

    def _read(self, documents: Chosen) -> None:
        resume, advert = self._pending = documents
        if resume is None:
            return
        self.changed.emit(_view(documents, reading=True))
        self._tasks.run(
            lambda: prepare_resume(resume, advert),
            lambda prepared: self._know(documents, prepared),
            lambda problem: self._refuse(documents, problem),
        )

    def _know(self, documents: Chosen, prepared: ResumeInterview) -> None:
        if documents == self._pending:  # otherwise the user has chosen something else meanwhile
            self._chosen, self.prepared = documents, prepared
            self.changed.emit(_view(documents, summary=prepared.summary))

    def _refuse(self, documents: Chosen, problem: GreenroomError) -> None:
        """Go back to what was chosen before."""
        if documents == self._pending:
            self._pending = self._chosen
            text = self.prepared.summary if self.prepared else ""
            self.changed.emit(_view(self._chosen, summary=text))
        self.failed.emit(problem)


def _view(chosen: Chosen, *, summary: str = "", reading: bool = False) -> Documents:
    resume, advert = chosen
    return Documents(resume.name if resume else "", advert.name if advert else "", summary, reading)
