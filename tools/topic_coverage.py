"""The table of topics and their questions in interview_scripts/README.md.

`python -m tools.topic_coverage` renews the table after questions have changed.
"""

from collections.abc import Iterable
from pathlib import Path

from greenroom.content import library, load_scripts
from greenroom.content.topics import Topic, load_topics
from greenroom.interview.script import Script
from greenroom.paths import Paths

BEGIN, END = "<!-- table of topics: begin -->", "<!-- table of topics: end -->"


def served(scripts: Iterable[Script]) -> dict[str, list[str]]:
    """Map each topic to the ids of the questions that practice it."""
    questions: dict[str, list[str]] = {}
    for script in scripts:
        for question in script.questions:
            for topic in question.serves:
                questions.setdefault(topic, []).append(question.id)
    return questions


def table(topics: Iterable[Topic], scripts: Iterable[Script]) -> str:
    """Write the table in Markdown, with a heading for each theme."""
    questions = served(scripts)
    lines: list[str] = []
    theme = ""
    for topic in topics:
        if topic.theme != theme:
            theme = topic.theme
            lines += ["", f"### {theme}", "", "| Topic | Practiced by |", "|---|---|"]
        ids = ", ".join(f"`{name}`" for name in questions.get(topic.id, []))
        lines.append(f"| {topic.title} (`{topic.id}`) | {ids} |")
    return "\n".join(lines).strip()


def with_table(page: str, new: str) -> str:
    """Replace the table between the page's two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{new}\n\n{END}{after}"


def main() -> None:
    """Write the table of the shipped scripts into their README."""
    page = library.shipped(library.SCRIPTS) / "README.md"
    nobody = Paths.under(Path("no-such-home"))
    new = table(load_topics(), load_scripts(nobody).values())
    page.write_text(with_table(page.read_text(encoding="utf-8"), new), encoding="utf-8")


if __name__ == "__main__":
    main()
