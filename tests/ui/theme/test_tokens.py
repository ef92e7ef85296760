import pytest

from greenroom.ui.theme.tokens import DARK, LIGHT, Colors, contrast

BOTH = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("canvas", "surface", "sunken", "raised", "accent_soft")


def test_contrast_of_black_and_white_is_the_greatest():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WCAG's own example


@BOTH
@pytest.mark.parametrize("role", ["text", "muted", "accent", "good", "warn", "bad"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(scheme: Colors, role: str, ground: str):
    assert contrast(getattr(scheme, role), getattr(scheme, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("mood", ["good", "warn", "bad"])
def test_bands_can_be_read_on_their_own_ground(scheme: Colors, mood: str):
    ground = getattr(scheme, f"{mood}_soft")
    assert contrast(getattr(scheme, mood), ground) >= 4.5
    assert contrast(scheme.text, ground) >= 4.5
    assert contrast(scheme.muted, ground) >= 4.5


@BOTH
def test_text_can_be_read_on_the_accent_and_on_elements(scheme: Colors):
    assert contrast(scheme.on_accent, scheme.accent) >= 4.5
    assert contrast(scheme.on_accent, scheme.accent_hover) >= 4.5
    assert all(contrast(scheme.text, element) >= 4.5 for element in scheme.elements)


@BOTH
@pytest.mark.parametrize("ground", ["canvas", "surface", "sunken"])
@pytest.mark.parametrize(
    "role", ["edge", "accent", "voice", "mark_filler", "mark_pause", "mark_pace"]
)
def test_edges_and_marks_can_be_seen(scheme: Colors, role: str, ground: str):
    assert contrast(getattr(scheme, role), getattr(scheme, ground)) >= 3
