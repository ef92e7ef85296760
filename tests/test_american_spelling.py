"""Texts and names are spelled the American way, as the project's owner writes them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("app", "assets", "docs", "interview_scripts", "rubrics", "tests", "tools", "training")
ENDINGS = {".css", ".html", ".json", ".md", ".py", ".txt", ".yaml"}
EITHER_WAY = {
    "app/greenroom/renamed_ids.py",  # ids that were spelled the British way once
    "tests/test_renamed_ids.py",
    "tests/engines/store/test_old_spellings.py",
    "tests/test_american_spelling.py",
    "assets/structure/tokenizer.json",  # the encoder's vocabulary knows either spelling
    "interview_scripts/from-resume/reading.yaml",  # what people write in either spelling
    "interview_scripts/from-resume/skills.yaml",
}

BRITISH = re.compile(
    r"(?:behavi|col|fav|hon|neighb|lab|flav|hum|harb)our(?!g)"
    r"|modell(?:ing|ed|er)|labell(?:ing|ed|er)|cancell(?:ing|ed(?!\(\)|error))"
    r"|(?:travel|signal|level|total|channel)l(?:ing|ed)"
    r"|analys(?:e(?!s)|ing)|practis(?:e|ing)|(?:lic|def|off|pret)ence"
    r"|(?<![a-z])(?:cent|thea?t|(?:kilo|milli|centi)?met|fib|lit)res?(?![a-z])"
    r"|(?:judg|acknowledg)ement|(?:cata|ana)logue|artefact|sceptic"
    r"|(?<![a-z])(?:mis)?(?:learnt|spelt|burnt|whilst|amongst|maths|programmes?|tyres?|towards"
    r"|afterwards|ageing)(?![a-z])"
    r"|(?:recogn|summar|organ|optim|normal|general|token|random|minim|maxim|memor|apolog|penal"
    r"|synthes|anonym|real|visual|initial|serial|vector|quant|regular|personal|prior?it|standard)"
    r"is(?:e[drs]?s?(?![a-z])|ing|ation)"
)
"""Of words in small letters, those that somebody is most likely to write."""

KEPT = re.compile(
    r"aria-labelledby"
    r"|percent\|per cent|gray green grey"  # matched in either spelling
    r"|\"judgement\""  # a key of what was stored once
    r"|^# [a-z_]+-\d+ \|",  # the id of a training answer: whether it is held back is drawn from it
    re.MULTILINE,
)


def shipped_texts() -> list[Path]:
    files = [*ROOT.glob("*.md"), *(it for name in FOLDERS for it in (ROOT / name).rglob("*"))]
    return sorted(
        file
        for file in files
        if file.suffix in ENDINGS and file.relative_to(ROOT).as_posix() not in EITHER_WAY
    )


@pytest.mark.parametrize("file", shipped_texts(), ids=lambda it: it.relative_to(ROOT).as_posix())
def test_no_word_is_spelled_the_british_way(file: Path) -> None:
    text = KEPT.sub("", file.read_text("utf-8").lower())
    assert BRITISH.findall(text) == []
    assert BRITISH.findall(file.relative_to(ROOT).as_posix()) == []


def test_british_words_are_found_where_they_are() -> None:
    words = "behaviour, unlabelled, cancelled, analysing, _practise, organisation, kilometres"
    assert len(BRITISH.findall(words)) == 7
    american = "four hours, our labor, analyses, promise, raise, literal, defenses, parameters"
    assert BRITISH.findall(american) == []
