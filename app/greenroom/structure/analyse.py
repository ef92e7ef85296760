"""The structure engine: what an answer contains, where, in which order, and what was missing."""

from collections.abc import Sequence

from greenroom.structure.detector import detector
from greenroom.structure.elements import Sentence, Structure
from greenroom.structure.encoder import remembered
from greenroom.structure.judge import judge
from greenroom.structure.plain import plain
from greenroom.structure.rubric import Rubric


def analyse(sentences: Sequence[Sentence], question: str, rubric: Rubric) -> Structure:
    """What an answer to `question` contains, by `rubric`.

    Elements that the detector was trained on are found by it, any other (of a rubric that a user
    wrote) by its examples and cues.
    """
    texts = [plain(sentence.text) for sentence in sentences]
    sure = detector().confidence(texts, rubric.id)
    return judge(sentences, {name: sure[name] for name in rubric.elements if name in sure}, rubric)


def foresee(sentences: Sequence[Sentence]) -> None:
    """Begin with the sentences of an answer that goes on; `analyse` will then be quicker.

    The last one may not be over yet.
    """
    remembered([plain(sentence.text) for sentence in sentences[:-1]])
