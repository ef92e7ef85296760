"""Small things about sentences."""


def lowered(text: str) -> str:
    """A title or sentence in the middle of another; abbreviations and "I" keep their capitals."""
    return text if text[1:2].isupper() or text.startswith("I ") else text[:1].lower() + text[1:]
