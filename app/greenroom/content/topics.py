"""The topics that guides say a candidate will be asked about: `interview_scripts/topics.yaml`."""

from dataclasses import dataclass
from typing import Any

from greenroom.content import library, yaml_text


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that the guides say a candidate will be asked about."""

    id: str
    title: str
    theme: str


def load_topics() -> list[Topic]:
    """Return all topics, in the order of their file."""
    themes: Any = yaml_text.read(library.shipped(library.SCRIPTS) / library.TOPICS).keys
    return [
        Topic(name, title, theme["title"])
        for theme in themes.values()
        for name, title in theme["topics"].items()
    ]
