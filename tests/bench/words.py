"""Words: segments against the whole clip, and none where nobody speaks."""

from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure
from bench.noises import KINDS
from bench.setting import Setting
from bench.speed import whole
from bench.texts import differing, plain, plain_words
from greenroom.engines.sound.file import read_clip
from greenroom.paths import shipped
from greenroom.speech.clip import Clip

_QUICK_CLIPS, _FULL_CLIPS = 12, 60
_MOST_WORSE = 0.5  # points


def words(setting: Setting) -> list[Figure]:
    """Word error rate of segments and of whole clips, and words invented on noise."""
    return [*_errors(setting), *_invented(setting)]


def _errors(setting: Setting) -> list[Figure]:
    model = setting.runtime.transcriber.load()
    said = segmented = in_one = 0
    for clip, text in _clips(setting):
        reference = plain_words(text)
        said += len(reference)
        result = setting.runtime.transcriber.transcribe_clip(clip)
        segmented += differing(reference, plain(result.transcript.words))
        in_one += differing(reference, plain_words(whole(model, clip)))
    rates = [100 * errors / said for errors in (segmented, in_one)]
    print(f"{said} words: {segmented} errors by segments, {in_one} in whole clips")
    return [
        Figure("wer.segments", "word errors by segments", rates[0], "%", grain=0.5),
        Figure("wer.whole", "word errors in whole clips", rates[1], "%", grain=0.5),
        Figure("wer.worse", "more errors by segments", rates[0] - rates[1], "points", _MOST_WORSE),
    ]


def _clips(setting: Setting) -> Sequence[tuple[Clip, str]]:
    """Real speech where there is some, as many clips of each kind; else the sample answers."""
    spoken = setting.spoken
    if not spoken:
        files = _sample_files()[0 if setting.full else 1 :]
        return [(read_clip(path)[0], _text(path)) for path in files]
    wanted = _FULL_CLIPS if setting.full else _QUICK_CLIPS
    return [(it.clip, it.text) for it in spoken[:: max(1, len(spoken) // wanted)]]


def _sample_files() -> Sequence[Path]:
    return sorted((shipped("assets") / "samples").glob("*.flac"))


def _text(sound: Path) -> str:
    return sound.with_suffix(".txt").read_text(encoding="utf-8")


def _invented(setting: Setting) -> list[Figure]:
    """Twenty minutes of noise in the long form, two in the quick one."""
    seconds = 300 if setting.full else 30
    heard = [
        word.text
        for make in KINDS.values()
        for word in setting.runtime.transcriber.transcribe_clip(
            Clip(make(seconds, 0))
        ).transcript.words
    ]
    if heard:
        print("heard in noise:", " ".join(heard))
    what = f"words heard in {len(KINDS) * seconds / 60:.0f} min of noise"
    return [Figure("invented", what, len(heard), "", 0, grain=0.5)]
