"""Training of the structure detector on `rubrics/training/`, and its figures on unseen answers.

`python -m training.structure.detector_training` writes `detector.npz` and `ends.npz` into
`assets/structure`; the same answers give the same files. One answer in eight, drawn by its id, is
never trained on.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from greenroom.paths import shipped
from greenroom.speech.span import Span
from greenroom.structure.detection import detect
from greenroom.structure.elements import Sentence, Structure
from greenroom.structure.encoder import Vectors
from greenroom.structure.features import Vocabulary, features_of
from greenroom.structure.rubric import Rubric, fitting
from greenroom.structure.sentence_boundaries import learn
from greenroom.structure.sentence_classifier import Detector, Heads
from greenroom.structure.text_normalization import plain
from training.structure.accuracy import Count, DetectedAnswer, Figures, count, figures
from training.structure.blas_threads import one_thread
from training.structure.heads import Example, fit
from training.structure.labeled_answers import LabeledAnswer, read_folder

_NOWHERE = Span(0, 0)
_HOLD_BACK = 8

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
"""Between these, `--write` renews the figures in rubrics/README.md."""


def held_back(answer: LabeledAnswer) -> bool:
    """Tell whether an answer is kept from training, to measure on."""
    return answer.lot(_HOLD_BACK) == 0


@dataclass(frozen=True, slots=True)
class Trained:
    """A detector, and what was found in its training answers by weights that had not seen them."""

    detector: Detector
    cross_validated: tuple[DetectedAnswer, ...]


def train(answers: Sequence[LabeledAnswer], rubrics: Mapping[str, Rubric]) -> Trained:
    """Train a detector for the rubrics that these answers are for."""
    lessons = [(answer, "") for answer in answers]
    for rubric in sorted({answer.rubric for answer in answers}):
        lessons += from_rubric(rubrics[rubric])
    vocabulary = Vocabulary.of([text for answer, _ in lessons for text in _plain(answer)])
    examples = [
        Example(answer, features_of(_plain(answer), vocabulary), about) for answer, about in lessons
    ]
    heads: dict[str, Heads] = {}
    results: list[DetectedAnswer] = []
    for rubric in sorted({answer.rubric for answer in answers}):
        own = [one for one in examples if one.answer.rubric == rubric]
        with one_thread():
            fitted = fit(own, rubrics[rubric].elements, len(vocabulary.places))
        heads[rubric] = fitted.heads
        whole = [one.answer for one in own if not one.about]
        for answer, probabilities in zip(whole, fitted.unseen, strict=True):
            confidence = fitted.heads.by_element(probabilities)
            results.append((answer, _structure(answer, confidence, rubrics)))
    return Trained(Detector(vocabulary, heads), tuple(results))


def from_rubric(rubric: Rubric) -> Iterator[tuple[LabeledAnswer, str]]:
    """Yield the sentences in a rubric's own file for each element, and the element."""
    for name, element in rubric.elements.items():
        positives = [(one, frozenset({name})) for one in (element.strong, *element.examples)]
        for number, (text, labels) in enumerate([*positives, (element.weak, frozenset[str]())]):
            identity = f"{rubric.id}-{name}-{number}"
            one = LabeledAnswer(identity, rubric.id, "middle", "", (text,), (labels,))
            yield one, name


def judged(
    detector: Detector, answers: Iterable[LabeledAnswer], rubrics: Mapping[str, Rubric]
) -> list[DetectedAnswer]:
    """Return what the detector finds in these answers."""
    return [
        (one, _structure(one, detector.confidence(_plain(one), one.rubric), rubrics))
        for one in answers
    ]


def _structure(
    answer: LabeledAnswer, confidence: Mapping[str, Vectors], rubrics: Mapping[str, Rubric]
) -> Structure:
    sentences = [Sentence(place, text, _NOWHERE) for place, text in enumerate(answer.sentences)]
    return detect(sentences, confidence, fitting(rubrics[answer.rubric], answer.question))


def _plain(answer: LabeledAnswer) -> list[str]:
    return [plain(sentence) for sentence in answer.sentences]


def read_rubrics() -> dict[str, Rubric]:
    """Read the shipped rubrics by id."""
    files = sorted(shipped("rubrics").glob("*.yaml"))
    rubrics = [Rubric.model_validate(yaml.safe_load(file.read_text("utf-8"))) for file in files]
    return {rubric.id: rubric for rubric in rubrics}


def table(results: Sequence[DetectedAnswer], rubrics: Mapping[str, Rubric]) -> str:
    """Write the figures per rubric and overall as a Markdown table."""
    lines = [
        "| rubric | answers | macro F1 | micro F1 | order | rank |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for rubric in sorted({answer.rubric for answer, _ in results}):
        own = [one for one in results if one[0].rubric == rubric]
        lines.append(_row(rubric, figures(own, rubrics)))
    return "\n".join([*lines, _row("all", figures(results, rubrics))])


def by_rubric(results: Sequence[DetectedAnswer], rubrics: Mapping[str, Rubric]) -> Iterator[str]:
    """Yield per rubric a Markdown table of its elements: what each is, and how well it is found."""
    counts = count(results)
    for rubric in sorted({answer.rubric for answer, _ in results}):
        yield f"### {rubrics[rubric].title} (`{rubric}`)\n"
        yield "| element | what it is | F1 | found | wrongly | missed |\n|---|---|--:|--:|--:|--:|"
        for name, element in rubrics[rubric].elements.items():
            one = counts.get((rubric, name), Count())
            what = " ".join(element.what.split())
            cells = (f"`{name}`", what, _figure(one.f1), one.right, one.wrong, one.missed)
            yield f"| {' | '.join(map(str, cells))} |"
        yield ""


def renewed(page: str, content: str) -> str:
    """Replace what stands between the page's two marks."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{content.strip()}\n\n{END}{after}"


def _row(name: str, one: Figures) -> str:
    cells = [name, str(one.answers), *map(_figure, (one.macro, one.micro, one.order, one.rank))]
    return f"| {' | '.join(cells)} |"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def main() -> None:
    """Train, write the file, print the figures."""
    parser = argparse.ArgumentParser(description="Train the structure engine on rubrics/training.")
    parser.add_argument("--elements", action="store_true", help="print each element as well")
    parser.add_argument(
        "--write", action="store_true", help="write the figures into rubrics/README.md as well"
    )
    options = parser.parse_args()
    rubrics, answers = read_rubrics(), read_folder(shipped("rubrics") / "training")
    trained_on = [answer for answer in answers if not held_back(answer)]
    trained = train(trained_on, rubrics)
    trained.detector.save(shipped("assets") / "structure" / "detector.npz")
    with one_thread():
        learn(_plain(answer) for answer in trained_on).save(
            shipped("assets") / "structure" / "ends.npz"
        )
    unseen = judged(trained.detector, filter(held_back, answers), rubrics)
    for title, results in (("Cross-validated", trained.cross_validated), ("Held back", unseen)):
        lines = [
            title,
            "",
            table(results, rubrics),
            "",
            *(elements(results) if options.elements else []),
        ]
        sys.stdout.write("\n".join([*lines, ""]))
    if options.write:
        write(unseen, len(answers), rubrics)


def write(results: Sequence[DetectedAnswer], of: int, rubrics: Mapping[str, Rubric]) -> None:
    """Renew the figures in rubrics/README.md."""
    page = shipped("rubrics") / "README.md"
    heading = f"On the {len(results)} of {of:,} answers that it never trains on:\n"
    content = "\n".join([heading, table(results, rubrics), "", *by_rubric(results, rubrics)])
    page.write_text(renewed(page.read_text("utf-8"), content), encoding="utf-8")


def elements(results: Sequence[DetectedAnswer]) -> list[str]:
    """List F1 per element with its counts: right, wrong, missed."""
    return [
        f"{rubric}.{element:20} {one.right:4} {one.wrong:4} {one.missed:4}  {one.f1:.2f}"
        for (rubric, element), one in sorted(count(results).items())
    ]


if __name__ == "__main__":
    main()
