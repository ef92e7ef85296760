"""The interviewer's voice, which prepares what is likely to be said next."""

import time
from concurrent.futures import Future
from threading import Event as Flag

from greenroom.interview.events import SpeakingFailed, Spoken
from greenroom.live.concurrency.error_boundary import error_boundary
from greenroom.live.concurrency.executors import LEAVE_SECONDS, Executor
from greenroom.live.concurrency.notices import COURSE_SECONDS, PostNotice, VoiceBegan
from greenroom.ports import Speaker, Voice
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.level import course_dbfs

READ_INSTEAD = "You can read the questions meanwhile."


class InterviewerVoice:
    """Speaks on an executor of its own. Call it from the main thread only."""

    def __init__(
        self, voice: Voice, speaker: Speaker, executor: Executor, post: PostNotice
    ) -> None:
        self._voice = voice
        self._speaker = speaker
        self._executor = executor
        self._post = post
        self._ready: dict[str, Future[Clip]] = {}
        self._stopped = Flag()
        self._last_failure = ""

    def prepare(self, text: str) -> None:
        """Synthesize `text` when the executor is free, unless that was asked for already."""
        if text not in self._ready:
            self._ready[text] = self._executor.submit(lambda: self._voice.synthesize(text))

    def say(self, turn: int, text: str) -> None:
        """Speak, then post Spoken or SpeakingFailed; give a reason that repeats only once."""
        self.prepare(text)
        clip, begin, stopped = self._ready.pop(text), time.monotonic(), self._stopped
        self._executor.submit(
            error_boundary(
                lambda: self._speak(turn, text, clip, begin, stopped),
                lambda reason: self._fail(turn, reason),
            )
        )

    def stop(self) -> None:
        """Stop within 100 ms, whatever is being said or about to be."""
        self._stopped.set()
        self._stopped = Flag()

    def close(self, seconds: float = LEAVE_SECONDS) -> None:
        """Give the device back; a voice that is being loaded or speaks has so long to finish."""
        self.stop()
        self._executor.close(seconds)
        self._speaker.close()

    def _speak(
        self, turn: int, text: str, synthesis: Future[Clip], begin: float, stopped: Flag
    ) -> None:
        clip = synthesis.result()
        if not stopped.is_set():
            levels = course_dbfs(clip.samples, round(COURSE_SECONDS * SAMPLE_RATE))
            self._post(VoiceBegan(turn, time.monotonic() - begin, text, levels))
            if self._speaker.play(clip, stopped):
                self._last_failure = ""
        self._post(Spoken(turn))

    def _fail(self, turn: int, reason: str) -> None:
        last, self._last_failure = self._last_failure, reason
        self._post(SpeakingFailed(turn, "" if last == reason else f"{reason} {READ_INSTEAD}"))
