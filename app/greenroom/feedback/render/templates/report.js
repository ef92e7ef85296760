// One player per answer. Everything on the page that carries data-play ("start" or "start end",
// in seconds) plays its answer's recording from there.
"use strict";

const LEAD = 0.15; // seconds to begin before a moment, so that its first sound is not cut
const AFTER = 0.35; // seconds to go on after a moment's end

const clock = (seconds) => {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

class Player {
  constructor(article) {
    this.article = article;
    this.audio = article.querySelector("audio");
    this.words = [...article.querySelectorAll(".said > [data-play]")];
    this.starts = this.words.map((word) => parseFloat(word.dataset.play));
    this.marks = [...article.querySelectorAll("[data-mark]")].map((mark) => parseFloat(mark.dataset.play));
    this.stopAt = Infinity;
    this.lit = null;
    this.button = article.querySelector(".play");
    this.seek = article.querySelector(".seek");
    this.head = article.querySelector(".head");
    this.now = article.querySelector(".now");
    if (this.seek) this.takeOver();
    this.audio.addEventListener("error", () => this.fallSilent());
    if (this.audio.error) this.fallSilent();
  }

  // Our own controls instead of the browser's.
  takeOver() {
    this.audio.controls = false;
    for (const part of this.article.querySelectorAll(".controls, .seek, .head")) part.hidden = false;
    this.audio.addEventListener("play", () => { this.show(); this.follow(); });
    this.audio.addEventListener("pause", () => this.show());
    this.audio.addEventListener("seeked", () => this.show());
    this.button.addEventListener("click", () => this.toggle());
    this.seek.addEventListener("input", () => this.go(parseFloat(this.seek.value)));
    this.article.querySelector(".speed select").addEventListener("change", (event) => {
      this.audio.playbackRate = parseFloat(event.target.value);
    });
    this.article.querySelector(".previous")?.addEventListener("click", () => this.toMark(-1));
    this.article.querySelector(".next")?.addEventListener("click", () => this.toMark(1));
    this.show();
  }

  fallSilent() {
    this.article.classList.add("silent");
    this.article.querySelector(".no-sound").hidden = false;
    for (const part of this.article.querySelectorAll("audio, .controls, .seek, .head")) part.hidden = true;
  }

  toggle() {
    if (this.audio.paused) this.play(this.audio.currentTime); else this.audio.pause();
  }

  go(time) {
    this.stopAt = Infinity;
    this.audio.currentTime = time;
    this.show();
  }

  play(start, end = Infinity) {
    if (this.article.classList.contains("silent")) return;
    for (const other of players) if (other !== this) other.audio.pause();
    current = this;
    this.audio.currentTime = start;
    this.stopAt = end;
    this.audio.play().catch(() => {});
  }

  // Like play, from a little before to a little after.
  hear(start, end = Infinity) {
    this.play(Math.max(0, start - LEAD), end + AFTER);
  }

  toMark(step) {
    const now = this.audio.currentTime + LEAD;
    const next = step > 0
      ? this.marks.find((mark) => mark > now + 0.05)
      : this.marks.findLast((mark) => mark < now - 1);
    if (next !== undefined) this.hear(next);
  }

  follow() {
    if (this.audio.currentTime >= this.stopAt) this.audio.pause();
    this.show();
    if (!this.audio.paused) requestAnimationFrame(() => this.follow());
  }

  show() {
    const time = this.audio.currentTime;
    const playing = !this.audio.paused;
    this.article.classList.toggle("playing", playing);
    this.button.setAttribute("aria-label", playing ? "Pause" : "Play");
    this.now.textContent = clock(time);
    this.seek.value = time;
    this.seek.setAttribute("aria-valuetext", `${clock(time)} of ${clock(this.seek.max)}`);
    this.head.style.left = `${100 * time / this.seek.max}%`;
    this.light(time > 0 ? this.wordAt(time) : null);
  }

  wordAt(time) {
    let low = 0, high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= time + 0.01) low = middle + 1; else high = middle;
    }
    return this.words[low - 1] ?? null;
  }

  light(word) {
    if (word === this.lit) return;
    this.lit?.classList.remove("lit");
    word?.classList.add("lit");
    this.lit = word;
  }
}

const players = [...document.querySelectorAll(".answer")]
  .filter((article) => article.querySelector("audio"))
  .map((article) => new Player(article));
let current = players[0];

const playerOf = (element) => players.find((player) => player.article.contains(element));

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-play], [data-moments]");
  const player = target && playerOf(target);
  if (!player) return;
  if (target.dataset.moments) {
    const moments = target.dataset.moments.split(";").filter(Boolean);
    const index = Number(target.dataset.next ?? 0) % moments.length;
    target.dataset.next = index + 1;
    player.hear(...moments[index].split(" ").map(Number));
  } else if (target.matches(".said > *")) {
    player.play(Number(target.dataset.play));
    reach(target);
  } else {
    player.hear(...target.dataset.play.split(" ").map(Number));
  }
});

// The words of a transcript are one stop for the Tab key; the arrow keys go from word to word.
for (const lines of document.querySelectorAll(".lines")) {
  lines.querySelector(".said > [data-play]:not(.pause)")?.setAttribute("tabindex", "0");
}

function reach(word) {
  word.closest(".lines").querySelector("[tabindex='0']:not(button)")?.setAttribute("tabindex", "-1");
  word.setAttribute("tabindex", "0");
  word.focus({ preventScroll: false });
}

function besideWord(word, step) {
  const words = [...word.closest(".lines").querySelectorAll(".said > [data-play]:not(.pause)")];
  return words[words.indexOf(word) + step];
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const word = event.target.closest(".said > [data-play]");
  if (word && event.key === "Enter") return word.click();
  if (word && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    const next = besideWord(word, event.key === "ArrowLeft" ? -1 : 1);
    if (next) reach(next);
    return event.preventDefault();
  }
  if (event.key === "Escape") return event.target.blur?.();
  const player = playerOf(event.target) ?? current;
  if (!player || event.target.closest("select, input, summary")) return;
  if (event.key === " " && !event.target.closest("button, a")) player.toggle();
  else if (event.key === "ArrowLeft") player.go(player.audio.currentTime - 5);
  else if (event.key === "ArrowRight") player.go(player.audio.currentTime + 5);
  else if (event.key.toLowerCase() === "n") player.toMark(1);
  else if (event.key.toLowerCase() === "p") player.toMark(-1);
  else return;
  event.preventDefault();
});

// On paper everything is open.
const closed = [];
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    closed.push(details);
  }
});
addEventListener("afterprint", () => {
  while (closed.length) closed.pop().open = false;
});
