"""What a score is made of, in the words that stand beside it wherever it is shown."""

from typing import Final

SCORE_MEANING: Final = "This score is about structure. Whether the facts are right was not checked."
