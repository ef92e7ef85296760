"""The report in a real browser: what is clicked is what is heard."""

from collections.abc import Iterator

import numpy as np
import pytest
from browser import BROWSER, Page, opened

from greenroom.feedback.render.html_report import html_report
from greenroom.speech.clip import SAMPLE_RATE
from spoken_sample import rubric, session

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(BROWSER is None, reason="needs Chromium"),
]

AUDIO = "document.querySelector('audio')"
WORD = "[...document.querySelectorAll('.said > .word')].find((it) => it.textContent === '{}')"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    import soundfile

    folder = tmp_path_factory.mktemp("report")
    report = folder / "report.html"
    report.write_text(html_report(session(), {"star": rubric()}))
    analysis = session().answers[0].analysis
    assert analysis
    silence = np.zeros(round(analysis.delivery.audio.seconds * SAMPLE_RATE), np.float32)
    soundfile.write(folder / "answer-02.flac", silence, SAMPLE_RATE)
    with opened(report, folder / "profile") as page:
        page.wait_for(f"{AUDIO}.readyState > 0")
        yield page


@pytest.fixture(autouse=True)
def at_rest(page: Page) -> None:
    page.run(f"{AUDIO}.pause(), {AUDIO}.currentTime = 0, document.activeElement.blur()")
    page.wait_for(f"{AUDIO}.paused && !{AUDIO}.seeking")


def time_of(page: Page, element: str) -> float:
    return float(str(page.run(f"{element}.dataset.play")).split()[0])


def assert_plays_from(page: Page, start: float) -> None:
    page.wait_for(f"!{AUDIO}.paused && {AUDIO}.currentTime > {start - 0.2}")
    assert page.run(f"{AUDIO}.currentTime") < start + 1.5


def test_a_clicked_word_is_played_and_words_light_up(page: Page) -> None:
    word = WORD.format("comparison,")
    page.run(f"{word}.click()")
    assert_plays_from(page, time_of(page, word))
    page.wait_for("document.querySelector('.lit')?.textContent === 'agreed'")


def test_a_mark_is_played(page: Page) -> None:
    mark = "document.querySelector('.mark.filled_pause')"
    page.run(f"{mark}.click()")
    assert_plays_from(page, time_of(page, mark))


def test_a_quote_is_played_to_its_end(page: Page) -> None:
    quote = "document.querySelector('.priorities .hear')"
    end = float(str(page.run(f"{quote}.dataset.play")).split()[1])
    page.run(f"{quote}.click()")
    assert_plays_from(page, time_of(page, quote))
    page.wait_for(f"{AUDIO}.paused")
    assert end <= float(str(page.run(f"{AUDIO}.currentTime"))) < end + 0.8


def test_the_moments_of_a_measure_are_played_one_after_the_other(page: Page) -> None:
    button = "document.querySelector('.moments .hear')"
    moments = str(page.run(f"{button}.dataset.moments")).split(";")
    for moment in moments[:2]:
        page.run(f"{button}.click()")
        assert_plays_from(page, float(moment.split()[0]))


def test_everything_works_by_keyboard(page: Page) -> None:
    page.press(" ", "Space", " ")
    page.wait_for(f"!{AUDIO}.paused")
    page.press(" ", "Space", " ")
    page.wait_for(f"{AUDIO}.paused")
    page.press("ArrowRight")
    page.wait_for(f"{AUDIO}.currentTime >= 5")
    page.press("n", "KeyN", "n")
    mark = "[...document.querySelectorAll('[data-mark]')].find((it) => it.dataset.play > 5)"
    assert_plays_from(page, time_of(page, mark))
    page.run(f"{AUDIO}.pause(), document.querySelector('.said > .word').focus()")
    page.press("ArrowRight")
    page.press("ArrowRight")
    assert page.run("document.activeElement.textContent") == "this"
    page.press("Enter", text="\r")
    assert_plays_from(page, time_of(page, "document.activeElement"))


def test_a_recording_that_is_not_there_is_said(page: Page) -> None:
    page.wait_for("document.querySelector('#answer-2').classList.contains('silent')")
    assert page.run("document.querySelector('#answer-2 .no-sound').checkVisibility()")
    assert not page.run("document.querySelector('#answer-1 .no-sound').checkVisibility()")


def test_nothing_asks_the_network_and_nothing_goes_wrong(page: Page) -> None:
    asked = [
        event["params"]["request"]["url"]
        for event in page.events
        if event["method"] == "Network.requestWillBeSent"
    ]
    assert asked
    assert all(url.startswith(("file:", "data:")) for url in asked), asked
    said = [
        event["params"]["entry"]["text"]
        for event in page.events
        if event["method"] == "Log.entryAdded"
    ]
    assert [text for text in said if "ERR_FILE_NOT_FOUND" not in text] == []
    assert not [event for event in page.events if event["method"] == "Runtime.exceptionThrown"]


def test_every_control_has_a_name(page: Page) -> None:
    nameless = page.run(
        "[...document.querySelectorAll('button, input, select, a')].filter((it) =>"
        " !it.getAttribute('aria-label') && !it.textContent.trim()"
        " && !it.labels?.[0]?.textContent.trim()).map((it) => it.outerHTML)"
    )
    assert nameless == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_what_is_behind_it(page: Page, scheme: str) -> None:
    page.call(
        "Emulation.setEmulatedMedia",
        features=[{"name": "prefers-color-scheme", "value": scheme}],
    )
    page.run("for (const it of document.querySelectorAll('details')) it.open = true")
    faint = page.run(FAINT)
    assert faint == []
    assert (
        page.run("getComputedStyle(document.body).backgroundColor")
        == {
            "light": "rgb(247, 245, 240)",
            "dark": "rgb(20, 24, 26)",
        }[scheme]
    )


@pytest.mark.parametrize("width", [360, 800, 1280, 3840])
def test_nothing_sticks_out_of_the_window(page: Page, width: int) -> None:
    page.call(
        "Emulation.setDeviceMetricsOverride",
        width=width, height=900, deviceScaleFactor=1, mobile=False,
    )  # fmt: skip
    assert page.run("document.documentElement.scrollWidth") <= width
    page.call("Emulation.clearDeviceMetricsOverride")


FAINT = """
(() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = (color, under) => {
    canvas.fillStyle = under; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (parts) => parts.map((it) => it / 255)
    .map((it) => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4)
    .reduce((sum, it, place) => sum + it * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (element) => {
    const chain = [];
    for (let it = element; it; it = it.parentElement) {
      chain.unshift(getComputedStyle(it).backgroundColor);
    }
    return chain.reduce((under, color) => `rgb(${rgb(color, under)})`, 'rgb(255,255,255)');
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = new Set();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim()) continue;
    if (element.closest('script, option, .unseen, .skip')) continue;
    const back = behind(element);
    const lights = [light(rgb(getComputedStyle(element).color, back)), light(rgb(back, back))];
    const contrast = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
    const name = element.className || element.tagName;
    if (contrast < 4.5) faint.add(`${name}: ${contrast.toFixed(2)}`);
  }
  return [...faint];
})()
"""
