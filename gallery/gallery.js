/* svgconv 0.1.0 */
"use strict";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Drives the SMIL clock of one figure: what it shows is a time of that clock, and nothing else. */
class Player {
  constructor(svg, data) {
    this.svg = svg;
    this.frames = data.shown ? data.shown.split(",").map(Number)
      : Array.from({ length: Number(data.frames) }, (_, frame) => frame);
    this.output = data.output.split(",").map(Number);
    this.counts = data.counts ?? "output";
    this.channels = data.channels?.split(",").map(Number);
    this.duration = Number(data.duration ?? 1);
    this.period = this.frames.length * this.duration + Number(data.hold ?? 0);
    this.end = data.plays ? data.plays * this.period : Infinity;
    this.time = 0;
    this.speed = 1;
    this.running = false;
    this.seen = true;
    this.changed = () => {};
    svg.pauseAnimations();
  }

  /** Seconds on the figure's own clock. */
  now(moment = performance.now()) {
    const passed = this.running ? (moment - this.since) / 1000 * this.speed : 0;
    return Math.min(this.time + passed, this.end);
  }

  indexAt(time) {
    const within = time >= this.end ? this.period : time % this.period;
    return Math.min(Math.floor(within / this.duration + 1e-9), this.frames.length - 1);
  }

  /** Show what belongs to this moment; return the moment at which that changes. */
  tick(moment) {
    const time = this.now(moment);
    if (time >= this.end) this.pause();
    this.show(this.indexAt(time));
    if (!this.running || this.frames.length < 2) return Infinity;
    const within = time % this.period;
    const next = this.index + 1 < this.frames.length ? (this.index + 1) * this.duration : this.period;
    return moment + Math.max((next - within) / this.speed * 1000, 4);
  }

  show(index) {
    if (index === this.index) return;
    this.index = index;
    this.paint();
    this.changed();
  }

  paint() { this.svg.setCurrentTime((this.index + 0.5) * this.duration); }

  play(moment = performance.now()) {
    if (this.time >= this.end) this.time = 0;
    this.since = moment;
    this.running = true;
    this.changed();
    rouse();
  }

  pause() {
    this.time = this.now();
    this.running = false;
    this.changed();
  }

  /** Stand still at a frame, counted among those that are shown. */
  goTo(index) {
    this.running = false;
    this.time = index * this.duration;
    this.show(index);
    this.changed();
  }

  step(by) {
    const count = this.frames.length;
    this.goTo((this.index + by + count) % count);
  }

  setSpeed(speed) {
    this.time = this.now();
    this.since = performance.now();
    this.speed = speed;
    rouse();
  }

  get frame() { return this.frames[this.index]; }

  /** The frame and its index: the frame's number read as an odometer. */
  get words() {
    let rest = this.frame;
    const cell = this.output.map(count => count).reverse().map(count => {
      const digit = rest % count;
      rest = Math.floor(rest / count);
      return digit;
    }).reverse();
    if (this.channels) cell[0] = this.channels[cell[0]];
    return `frame ${this.frame}, ${this.counts} (${cell.join(", ")})`;
  }
}

const cards = new Map();
let timer;

/** Show every running figure in view as it is now, some in the next task, and sleep till a change. */
function wake() {
  clearTimeout(timer);
  const moment = performance.now();
  let next = Infinity;
  for (const player of players().filter(p => p.running && p.seen)) {
    next = Math.min(next, performance.now() - moment > 9 ? moment : player.tick(moment));
  }
  if (next < Infinity) timer = setTimeout(wake, next - performance.now());
}

function rouse() {
  clearTimeout(timer);
  timer = setTimeout(wake);
}

function* allPlayers() {
  for (const card of cards.values()) yield card.player;
  if (full) yield full.player;
}
const players = () => [...allPlayers()];

/** The controls of anything that can play, wired to it; `bar.update` shows its state. */
function controls(target, count) {
  const bar = $("#player").content.firstElementChild.cloneNode(true);
  const slider = $("input", bar);
  slider.max = count - 1;
  const acts = {
    back: () => target.step(-1),
    on: () => target.step(1),
    play: () => target.running ? target.pause() : target.play(),
    full: () => target.full(),
  };
  bar.addEventListener("click", event => acts[event.target.closest("button")?.dataset.do]?.());
  const seek = () => target.goTo(Number(slider.value));
  slider.addEventListener("input", seek);
  // Where the slider is already, there is no input: that of all figures rests at 0 while they play.
  slider.addEventListener("click", seek);
  slider.addEventListener("keyup", event => /^(Arrow|Home|End|Page)/.test(event.key) && seek());
  $("select", bar).addEventListener("change", event => target.setSpeed(Number(event.target.value)));
  if (count < 2) $$("button:not([data-do=full]), input, select", bar).forEach(e => e.disabled = true);
  const play = $("[data-do=play]", bar);
  bar.update = (running, index, words) => {
    bar.classList.toggle("playing", running);
    play.setAttribute("aria-label", running ? "Pause" : "Play");
    slider.value = index;
    slider.setAttribute("aria-valuetext", words);
    $("output", bar).value = words;
  };
  $("output", bar).setAttribute("aria-live", "off");
  return bar;
}

const KEYS = {
  ArrowLeft: player => player.step(-1),
  ArrowRight: player => player.step(1),
  Home: player => player.goTo(0),
  End: player => player.goTo(player.frames.length - 1),
  " ": player => player.running ? player.pause() : player.play(),
};

/** Keys of a focused figure; a control that has the focus keeps the keys it knows itself. */
function keyed(element, player) {
  element.addEventListener("keydown", event => {
    const own = event.target.closest("input, select, pre, [popover], a")
      || (event.key === " " && event.target.closest("button"));
    if (own || event.ctrlKey || event.altKey || event.metaKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key](player());
  });
}

function makeCard(element) {
  const player = new Player($(".figure", element), element.dataset);
  const permalink = $(".links a", element);
  const caption = $(".caption", element);
  const bar = controls(player, player.frames.length);
  player.full = () => openFull(element, player);
  player.changed = () => {
    bar.update(player.running, player.index ?? 0, player.words);
    permalink.href = `#${element.id}${player.running ? "" : `@${player.frame}`}`;
  };
  $("figcaption", element).after(bar);
  element.tabIndex = 0;
  element.setAttribute("role", "group");
  caption.id = `${element.id}.caption`;
  element.setAttribute("aria-labelledby", caption.id);
  element.setAttribute("aria-keyshortcuts", "Space ArrowLeft ArrowRight Home End");
  if (caption.matches(".long")) caption.tabIndex = 0;
  keyed(element, () => player);
  const use = $("[popover]", element);
  use.setAttribute("role", "dialog");
  use.setAttribute("aria-label", `Use this figure: ${caption.textContent.slice(0, 80)}`);
  for (const text of $$("dd", use)) {
    const language = text.previousElementSibling.textContent;
    const pre = $("pre", text);
    pre.tabIndex = 0;
    pre.setAttribute("role", "group");
    pre.setAttribute("aria-label", language);
    const copy = document.createElement("button");
    copy.textContent = "Copy";
    copy.type = "button";
    copy.setAttribute("aria-label", `Copy ${language}`);
    copy.addEventListener("click", () => copyText(pre));
    text.append(copy);
  }
  player.show(0);
  return { element, player };
}

/** By the clipboard, or by the selection where a page may not use that. */
async function copyText(pre) {
  try {
    await navigator.clipboard.writeText(pre.textContent);
  } catch {
    getSelection().selectAllChildren(pre);
    if (!document.execCommand("copy")) return say("Selected: press Ctrl+C");
    getSelection().removeAllRanges();
  }
  say("Copied");
}

/** Say something for a moment, to eyes and to screen readers; inside what lies on top. */
function say(words) {
  const said = $("#said");
  ($(":popover-open") ?? document.body).append(said);
  said.textContent = words;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => said.textContent = "", 2500);
}

let full = null;

/** The figure in the whole window: a copy of it with a clock of its own, from the same frame on. */
function openFull(element, player) {
  const dialog = $("#full");
  const svg = player.svg.cloneNode(true);
  const copy = new Player(svg, element.dataset);
  const bar = controls(copy, copy.frames.length);
  $("[data-do=full]", bar).setAttribute("aria-label", "Close");
  const caption = document.createElement("p");
  caption.className = "caption";
  caption.dir = "auto";
  caption.textContent = $(".caption", element).textContent.slice(0, 300);
  dialog.replaceChildren(caption, svg, bar);
  dialog.setAttribute("aria-label", caption.textContent);
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.pauseAnimations();
  copy.full = () => dialog.close();
  copy.changed = () => bar.update(copy.running, copy.index ?? 0, copy.words);
  full = { player: copy };
  const running = player.running;
  player.pause();
  hand(player, copy, running);
  $("select", bar).value = player.speed;
  dialog.onclose = () => {
    const was = copy.running;
    copy.pause();
    full = null;
    hand(copy, player, was);
    $("select", element).value = player.speed;
    dialog.replaceChildren();
  };
  dialog.showModal();
  $("[data-do=play]", bar).focus();
}
keyed($("#full"), () => full.player);

/** Let `to` go on where `from` is. */
function hand(from, to, running) {
  to.speed = from.speed;
  to.goTo(from.index);
  to.time = from.now();
  if (running) to.play();
}

/** All chosen figures at once, each by its own count: frame k of all is k modulo each one's frames. */
class Together {
  get chosen() { return [...cards.values()].filter(card => !card.element.hidden).map(c => c.player); }
  get running() { return this.chosen.some(player => player.running); }
  get words() {
    return this.running ? "playing" : this.index === null ? "paused" : `frame ${this.index}`;
  }
  play() {
    const moment = performance.now();
    this.index = null;
    for (const player of this.chosen) player.play(moment);
  }
  pause() {
    this.index = null;
    for (const player of this.chosen) player.pause();
  }
  goTo(index) {
    this.index = index;
    for (const player of this.chosen) player.goTo(index % player.frames.length);
    this.changed();
  }
  step(by) {
    if (this.index !== null) return this.goTo((this.index + by + this.count) % this.count);
    for (const player of this.chosen) player.step(by);
  }
  setSpeed(speed) {
    for (const { element, player } of cards.values()) {
      player.setSpeed(speed);
      $("select", element).value = speed;
    }
  }
  full() { document.body.classList.toggle("large"); }
}

function makeTogether() {
  const together = new Together();
  together.index = calm.matches ? 0 : null;
  together.count = Math.max(...players().map(player => player.frames.length));
  const bar = controls(together, together.count);
  $("#all").setAttribute("role", "region");
  $("#all").setAttribute("aria-label", "All figures");
  $$("[aria-label]", bar).forEach(e => e.setAttribute("aria-label", `${e.ariaLabel}, all figures`));
  $("[data-do=full]", bar).setAttribute("aria-label", "Large figures");
  const play = $("[data-do=play]", bar);
  together.changed = () => {
    bar.update(together.running, together.index ?? 0, together.words);
    play.setAttribute("aria-label", `${together.running ? "Pause" : "Play"}, all figures`);
    $("[data-do=full]", bar).setAttribute("aria-pressed", document.body.matches(".large"));
  };
  bar.addEventListener("click", () => together.changed());
  for (const { player } of cards.values()) {
    const own = player.changed;
    player.changed = () => {
      own();
      if (player.running !== bar.matches(".playing")) together.changed();
    };
  }
  $("#all").append(bar);
  together.changed();
}

/** Show the figures that have every chosen value, and only the sections that still have some. */
function makeFilters() {
  const form = $("#filters").content.firstElementChild.cloneNode(true);
  if (!$("select", form)) return;
  const choose = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    for (const { element } of cards.values()) {
      element.hidden = !wanted.every(([key, value]) => element.dataset[key] === value);
    }
    for (const section of $$("section")) section.hidden = !$(".card:not([hidden])", section);
    const count = $$(".card:not([hidden])").length;
    $("output", form).value = wanted.length ? `${count} of ${cards.size} figures` : "";
  };
  form.addEventListener("input", choose);
  form.addEventListener("reset", () => setTimeout(choose));
  form.addEventListener("submit", event => event.preventDefault());
  $("#all").append(form);
}

/** `#name` and `#name@7`: go to a figure, and stand still at a frame of it. */
function followAddress() {
  const [, name, frame] = /^#(.+?)(?:(?:@|%40)(\d+))?$/.exec(location.hash) ?? [];
  $(".linked")?.classList.remove("linked");
  const card = cards.get(name);
  if (!card) return;
  card.element.hidden = false;
  card.element.closest("section").hidden = false;
  card.element.classList.add("linked");
  card.element.scrollIntoView({ block: "center" });
  card.element.focus({ preventScroll: true });
  const index = card.player.frames.indexOf(Number(frame));
  if (frame !== undefined && index >= 0) card.player.goTo(index);
}

/** Figures out of view do not run; those that come into view stand where they would be by now. */
const watch = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) cards.get(target.id).player.seen = isIntersecting;
  rouse();
}, { rootMargin: "10%" });

/** Take every figure over, a few at a time, so that a long page stays quick to answer. */
async function begin() {
  const start = performance.now();
  let rested = start;
  for (const element of $$(".card")) {
    const card = makeCard(element);
    cards.set(element.id, card);
    card.player.seen = false;
    if (!calm.matches) card.player.play(start);
    watch.observe(element);
    if (performance.now() - rested > 20) {
      await new Promise(done => setTimeout(done));
      rested = performance.now();
    }
  }
  if (!cards.size) return;
  makeTogether();
  makeFilters();
  followAddress();
  document.documentElement.classList.add("ready");
}

document.documentElement.classList.add("scripted");
calm.addEventListener("change", () => calm.matches && players().forEach(player => player.pause()));
addEventListener("hashchange", followAddress);
// WebKit starts a page's clocks right after this event, and forgets what they were set to before.
addEventListener("load", () => setTimeout(() => players().forEach(player => player.paint())));
addEventListener("beforeprint", () => $$(".strip").forEach(image => image.loading = "eager"));
begin();
