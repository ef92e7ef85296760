"""Spoken words become sentences, with full stops and without."""

from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.words import Word, join
from greenroom.structure.sentences import split


def spoken(text: str, pause_after: str = "") -> list[Word]:
    """Words of 0.3 s each; a second of silence after each of a kind."""
    words: list[Word] = []
    now = 0.0
    for one in text.split():
        kind = "filled_pause" if one.strip(".,").lower() in {"um", "uh"} else "word"
        words.append(Word(one, now, now + 0.3, kind=kind))
        now += 1.3 if pause_after and one.endswith(pause_after) else 0.3
    return words


def texts(words: list[Word]) -> list[str]:
    return [sentence.text for sentence in split(words)]


def test_full_stops_with_pauses_end_sentences():
    text = (
        "Last spring I joined a bank. I was asked to fix the forecast. It took four days. "
        "What I learned is to ask first."
    )
    assert texts(spoken(text, pause_after=".")) == [
        "Last spring I joined a bank.",
        "I was asked to fix the forecast.",
        "It took four days.",
        "What I learned is to ask first.",
    ]


def test_speech_without_any_stop_is_cut_where_a_thought_begins():
    said = [
        "last year our churn model at the bank suddenly got worse after a release",
        "my job was to find out why before the board meeting on friday",
        "so I compared the null rates of every column with the week before",
        "in the end the error went down from nine to four percent within a week",
    ]
    found = split(spoken(" ".join(said)))
    begins = {part.split()[0] for one in found for part in (one.parts or (one.text,))}
    assert len(begins & {"last", "my", "so", "in"}) >= 3
    assert max(len(one.text.split()) for one in found) <= 40


def test_an_abbreviation_ends_nothing():
    assert len(split(spoken("I went to see Dr. Miller about the sepsis model"))) == 1


def test_a_filler_goes_with_what_follows_it():
    words = spoken("We rolled it back. um Then I looked at the logs of the service.", ".")
    assert texts(words)[1].startswith("um Then")


def test_nothing_said_is_no_sentence_and_fillers_alone_are_one():
    assert split([]) == ()
    assert texts(spoken("um uh")) == ["um uh"]


WORDS = st.lists(
    st.sampled_from(
        [
            "so",
            "we",
            "the",
            "a",
            "model",
            "data.",
            "um",
            "uh",
            "and",
            "then,",
            "failed?",
            "I",
            "-",
            "40%",
            "x.",
            "because",
        ]
    ),
    max_size=120,
)


@given(WORDS)
def test_every_word_is_in_one_sentence_in_its_order(words: list[str]):
    sentences = split(spoken(" ".join(words)))
    assert [one.index for one in sentences] == list(range(len(sentences)))
    assert " ".join(one.text for one in sentences) == join(spoken(" ".join(words)))
    for one in sentences:
        assert not one.parts or (" ".join(one.parts) == one.text and len(one.parts) > 1)
        assert one.span.start <= one.span.end
