"""What the user chose once and for all: loaded, checked, saved."""

import json
import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from greenroom.errors import ContentError

ModelSize = Literal["tiny", "base", "small", "medium", "large-v3", "large-v3-turbo"]
VoiceName = Literal["neural", "system", "none"]
Appearance = Literal["system", "light", "dark"]
Motion = Literal["system", "full", "reduced"]


class Settings(BaseModel):
    """Every choice has a title and a description, from which screens are made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    microphone: str = Field(
        default="default", title="Microphone", description="The device that hears you."
    )
    speaker: str = Field(
        default="default", title="Speaker", description="The device that speaks to you."
    )
    voice: VoiceName = Field(default="neural", title="Voice", description="Who asks the questions.")
    model: ModelSize = Field(
        default="base",
        title="Speech model",
        description="Larger ones make fewer errors and take longer.",
    )
    model_folder: Path | None = Field(
        default=None,
        title="Folder with a speech model",
        description="A faster-whisper model of your own; used instead of all others.",
    )
    questions: int = Field(
        default=5, ge=1, le=50, title="Questions", description="How many in one session."
    )
    follow_ups: int = Field(
        default=1, ge=0, le=5, title="Follow-ups", description="At most so many per question."
    )
    script: str = Field(
        default="behavioural", title="Script", description="What was practised last."
    )
    hands_free: bool = Field(
        default=False,
        title="Hands-free",
        description="A long silence behind a finished sentence ends an answer; otherwise you do.",
    )
    for_real: bool = Field(
        default=False,
        title="For real",
        description="As in the interview itself: no captions, no nudges, no pausing.",
    )
    captions: bool = Field(
        default=True, title="Captions", description="Your words are shown while you speak."
    )
    appearance: Appearance = Field(
        default="system", title="Appearance", description="Light, dark, or as the system has it."
    )
    motion: Motion = Field(
        default="system", title="Movement", description="How much things move on the screen."
    )


def load(path: Path) -> Settings:
    """The settings in `path`, the defaults where there is no such file.

    Raises:
        ContentError: the file cannot be understood; it is left as it is.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as problem:
        raise ContentError(f"The settings in {path} cannot be read ({problem}).") from problem
    try:
        return Settings.model_validate_json(text)
    except ValidationError as problem:
        first = problem.errors()[0]
        entry = ".".join(map(str, first["loc"])) or "the file"
        raise ContentError(
            f"In the settings {path}, {entry}: {first['msg']}.",
            "Mend the entry, or delete the file to go back to the defaults.",
        ) from problem


def save(settings: Settings, path: Path) -> None:
    """Write all or nothing; the file is readable by this user alone."""
    draft = path.with_suffix(".new")
    text = json.dumps(settings.model_dump(mode="json"), indent=2)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text + "\n")
    draft.replace(path)
