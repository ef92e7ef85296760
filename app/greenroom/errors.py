"""The errors that a person may meet.

GreenroomError            a sentence for the user and a hint what to do next
├── UserError             the call, or a file of the user's, is wrong (exit code 2)
│   ├── ContentError      a script, rubric or settings file: names file and entry
│   ├── SoundFileError    a sound file that cannot be read or contains no sound
│   └── DocumentError     a résumé or job posting that cannot be read
├── DeviceError           microphone or speaker: missing, lost, refused
├── ModelError            the speech model or a voice: missing, damaged
├── InterviewerError      the language model: refused, late, over its limits
└── StorageError          the disk or the database: full, locked, damaged
"""


class GreenroomError(Exception):
    """One plain sentence and a hint; never shown with a traceback.

    Attributes:
        sentence: what happened, in one sentence.
        hint: what to do next, in one sentence; may be empty.
    """

    exit_code = 1

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class UserError(GreenroomError):
    """The call, or a file that the user wrote, is wrong."""

    exit_code = 2


class ContentError(UserError):
    """A script, rubric or settings file is invalid."""


class SoundFileError(UserError):
    """A sound file cannot be read or contains no sound."""


class DocumentError(UserError):
    """A résumé or a job posting cannot be read, or contains nothing to ask about."""


class DeviceError(GreenroomError):
    """A microphone or speaker is missing, was lost, or does not open."""


class ModelError(GreenroomError):
    """A speech model or voice is missing or damaged."""


class InterviewerError(GreenroomError):
    """A language model refused, was too slow, or exceeded its limits."""


class StorageError(GreenroomError):
    """The disk or the database fails."""
