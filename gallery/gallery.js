/* svgconv 0.1.0 */
"use strict";
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
class Player {
  constructor(svg, data) {
    this.svg = svg;
    this.frames = data.frames ? data.frames.split(",").map(Number)
      : Array.from({ length: Number(data.frameCount) }, (_, frame) => frame);
    this.shape = data.shape.split(",").map(Number);
    this.unit = data.unit ?? "output";
    this.channels = data.channels?.split(",").map(Number);
    this.duration = Number(data.duration ?? 1);
    this.period = this.frames.length * this.duration + Number(data.hold ?? 0);
    this.end = data.plays ? data.plays * this.period : Infinity;
    this.time = 0;
    this.speed = 1;
    this.running = false;
    this.inView = true;
    this.onChange = () => {};
    svg.pauseAnimations();
  }
  timeAt(moment = performance.now()) {
    const passed = this.running ? (moment - this.since) / 1000 * this.speed : 0;
    return Math.min(this.time + passed, this.end);
  }
  indexAt(time) {
    const within = time >= this.end ? this.period : time % this.period;
    return Math.min(Math.floor(within / this.duration + 1e-9), this.frames.length - 1);
  }
  tick(moment) {
    const time = this.timeAt(moment);
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
    this.onChange();
  }
  paint() { this.svg.setCurrentTime((this.index + 0.5) * this.duration); }
  play(moment = performance.now()) {
    if (this.time >= this.end) this.time = 0;
    this.since = moment;
    this.running = true;
    this.onChange();
    scheduleUpdate();
  }
  pause() {
    this.time = this.timeAt();
    this.running = false;
    this.onChange();
  }
  goTo(index) {
    this.running = false;
    this.time = index * this.duration;
    this.show(index);
    this.onChange();
  }
  step(by) {
    const count = this.frames.length;
    this.goTo((this.index + by + count) % count);
  }
  setSpeed(speed) {
    this.time = this.timeAt();
    this.since = performance.now();
    this.speed = speed;
    scheduleUpdate();
  }
  get frame() { return this.frames[this.index]; }
  get label() {
    let rest = this.frame;
    const cell = [...this.shape].reverse().map(count => {
      const digit = rest % count;
      rest = Math.floor(rest / count);
      return digit;
    }).reverse();
    if (this.channels) cell[0] = this.channels[cell[0]];
    return `frame ${this.frame}, ${this.unit} (${cell.join(", ")})`;
  }
}
let timer;
const players = () => [...allPlayers()];
function update() {
  clearTimeout(timer);
  const moment = performance.now();
  let next = Infinity;
  for (const player of players().filter(p => p.running && p.inView)) {
    next = Math.min(next, performance.now() - moment > 9 ? moment : player.tick(moment));
  }
  if (next < Infinity) timer = setTimeout(update, next - performance.now());
}
function scheduleUpdate() {
  clearTimeout(timer);
  timer = setTimeout(update);
}
function controls(player, count) {
  const bar = $("#player").content.firstElementChild.cloneNode(true);
  const slider = $("input", bar);
  slider.max = count - 1;
  const actions = {
    back: () => player.step(-1),
    forward: () => player.step(1),
    play: () => player.running ? player.pause() : player.play(),
    full: () => player.toggleFullSize(),
  };
  bar.addEventListener("click", event => actions[event.target.closest("button")?.dataset.action]?.());
  const seek = () => player.goTo(Number(slider.value));
  slider.addEventListener("input", seek);
  slider.addEventListener("click", seek);
  slider.addEventListener("keyup", event => /^(Arrow|Home|End|Page)/.test(event.key) && seek());
  $("select", bar).addEventListener("change", event => player.setSpeed(Number(event.target.value)));
  if (count < 2) $$("button:not([data-action=full]), input, select", bar).forEach(e => e.disabled = true);
  const play = $("[data-action=play]", bar);
  bar.update = (running, index, label) => {
    bar.classList.toggle("playing", running);
    play.setAttribute("aria-label", running ? "Pause" : "Play");
    slider.value = index;
    slider.setAttribute("aria-valuetext", label);
    $("output", bar).value = label;
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
function handleKeys(element, player) {
  element.addEventListener("keydown", event => {
    const own = event.target.closest("input, select, pre, [popover], a")
      || (event.key === " " && event.target.closest("button"));
    if (own || event.ctrlKey || event.altKey || event.metaKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key](player());
  });
}
function makeCopyable(snippet, language) {
  const pre = $("pre", snippet);
  pre.tabIndex = 0;
  pre.setAttribute("role", "group");
  pre.setAttribute("aria-label", language);
  const copy = document.createElement("button");
  copy.textContent = "Copy";
  copy.type = "button";
  copy.setAttribute("aria-label", `Copy ${language}`);
  copy.addEventListener("click", () => copyText(pre));
  snippet.append(copy);
}
async function copyText(pre) {
  try {
    await navigator.clipboard.writeText(pre.textContent);
  } catch {
    getSelection().selectAllChildren(pre);
    if (!document.execCommand("copy")) return showStatus("Selected: press Ctrl+C to copy");
    getSelection().removeAllRanges();
  }
  showStatus("Copied");
}
function showStatus(message) {
  const status = $("#status");
  ($(":popover-open") ?? document.body).append(status);
  status.textContent = message;
  clearTimeout(showStatus.timer);
  showStatus.timer = setTimeout(() => status.textContent = "", 2500);
}
const cards = new Map();
const arrived = [];
function svgconvFigure(name, markup) {
  if (arrived.push([cards.get(name), markup]) === 1) requestAnimationFrame(drawArrived);
}
function drawArrived() {
  for (let length = 0; arrived.length && length < 20_000;) {
    const [{ player, drawn }, markup] = arrived.shift();
    player.svg.insertAdjacentHTML("beforeend", markup);
    player.paint();
    drawn();
    length += markup.length;
  }
  if (arrived.length) requestAnimationFrame(drawArrived);
}
function draw(card) {
  return card.drawing ??= new Promise(done => {
    const { id } = card.element;
    const script = document.createElement("script");
    card.drawn = done;
    script.src = `${id}_inline.js`;
    script.onload = () => script.remove();
    script.onerror = () => svgconvFigure(id, `<image href="${id}.svg" width="100%" height="100%"/>`);
    document.head.append(script);
  });
}
async function drawOthers() {
  document.documentElement.classList.add("ready");
  for (const card of cards.values()) {
    await new Promise(window.requestIdleCallback ?? setTimeout);
    await draw(card);
  }
}
function* allPlayers() {
  for (const card of cards.values()) yield card.player;
  if (fullSize) yield fullSize.player;
}
function createCard(element) {
  const player = new Player($(".figure", element), element.dataset);
  const permalink = $(".links a", element);
  const caption = $(".caption", element);
  const bar = controls(player, player.frames.length);
  player.toggleFullSize = () => draw(cards.get(element.id)).then(() => openFullSize(element, player));
  player.onChange = () => {
    bar.update(player.running, player.index ?? 0, player.label);
    permalink.href = `#${element.id}${player.running ? "" : `@${player.frame}`}`;
  };
  $("figcaption", element).after(bar);
  element.tabIndex = 0;
  element.setAttribute("role", "group");
  caption.id = `${element.id}.caption`;
  element.setAttribute("aria-labelledby", caption.id);
  element.setAttribute("aria-keyshortcuts", "Space ArrowLeft ArrowRight Home End");
  if (caption.matches(".long")) caption.tabIndex = 0;
  handleKeys(element, () => player);
  const use = $("[popover]", element);
  use.setAttribute("role", "dialog");
  use.setAttribute("aria-label", `Use this figure: ${caption.textContent.slice(0, 80)}`);
  for (const snippet of $$("dd", use)) {
    const language = snippet.previousElementSibling.textContent;
    makeCopyable(snippet, language);
  }
  player.show(0);
  return { element, player };
}
let fullSize = null;
function openFullSize(element, player) {
  const dialog = $("#full");
  const svg = player.svg.cloneNode(true);
  const copy = new Player(svg, element.dataset);
  const bar = controls(copy, copy.frames.length);
  $("[data-action=full]", bar).setAttribute("aria-label", "Close");
  const caption = document.createElement("p");
  caption.className = "caption";
  caption.dir = "auto";
  caption.textContent = $(".caption", element).textContent.slice(0, 300);
  dialog.replaceChildren(caption, svg, bar);
  dialog.setAttribute("aria-label", caption.textContent);
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.pauseAnimations();
  copy.toggleFullSize = () => dialog.close();
  copy.onChange = () => bar.update(copy.running, copy.index ?? 0, copy.label);
  fullSize = { player: copy };
  const running = player.running;
  player.pause();
  transfer(player, copy, running);
  $("select", bar).value = player.speed;
  dialog.onclose = () => {
    const wasRunning = copy.running;
    copy.pause();
    fullSize = null;
    transfer(copy, player, wasRunning);
    $("select", element).value = player.speed;
    dialog.replaceChildren();
  };
  dialog.showModal();
  $("[data-action=play]", bar).focus();
}
handleKeys($("#full"), () => fullSize.player);
function transfer(from, to, running) {
  to.speed = from.speed;
  to.goTo(from.index);
  to.time = from.timeAt();
  if (running) to.play();
}
class CommonPlayer {
  get visible() { return [...cards.values()].filter(card => !card.element.hidden).map(c => c.player); }
  get running() { return this.visible.some(player => player.running); }
  get label() {
    return this.running ? "playing" : this.index === null ? "paused" : `frame ${this.index}`;
  }
  play() {
    const moment = performance.now();
    this.index = null;
    for (const player of this.visible) player.play(moment);
  }
  pause() {
    this.index = null;
    for (const player of this.visible) player.pause();
  }
  goTo(index) {
    this.index = index;
    for (const player of this.visible) player.goTo(index % player.frames.length);
    this.onChange();
  }
  step(by) {
    if (this.index !== null) return this.goTo((this.index + by + this.count) % this.count);
    for (const player of this.visible) player.step(by);
  }
  setSpeed(speed) {
    for (const { element, player } of cards.values()) {
      player.setSpeed(speed);
      $("select", element).value = speed;
    }
  }
  toggleFullSize() { document.body.classList.toggle("large"); }
}
function createCommonControls() {
  const common = new CommonPlayer();
  common.index = reducedMotion.matches ? 0 : null;
  common.count = Math.max(...players().map(player => player.frames.length));
  const bar = controls(common, common.count);
  $("#all").setAttribute("role", "region");
  $("#all").setAttribute("aria-label", "All figures");
  $$("[aria-label]", bar).forEach(e => e.setAttribute("aria-label", `${e.ariaLabel}, all figures`));
  $("[data-action=full]", bar).setAttribute("aria-label", "Large figures");
  const play = $("[data-action=play]", bar);
  common.onChange = () => {
    bar.update(common.running, common.index ?? 0, common.label);
    play.setAttribute("aria-label", `${common.running ? "Pause" : "Play"}, all figures`);
    $("[data-action=full]", bar).setAttribute("aria-pressed", document.body.matches(".large"));
  };
  bar.addEventListener("click", () => common.onChange());
  for (const { player } of cards.values()) {
    const own = player.onChange;
    player.onChange = () => {
      own();
      if (player.running !== bar.matches(".playing")) common.onChange();
    };
  }
  $("#all").append(bar);
  common.onChange();
}
function createFilters() {
  const form = $("#filters").content.firstElementChild.cloneNode(true);
  if (!$("select", form)) return;
  const apply = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    for (const { element } of cards.values()) {
      element.hidden = !wanted.every(([key, value]) => element.dataset[key] === value);
    }
    for (const section of $$("section")) section.hidden = !$(".card:not([hidden])", section);
    const count = $$(".card:not([hidden])").length;
    $("output", form).value = wanted.length ? `${count} of ${cards.size} figures` : "";
  };
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", event => event.preventDefault());
  $("#all").append(form);
}
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
const viewObserver = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) cards.get(target.id).player.inView = isIntersecting;
  scheduleUpdate();
}, { rootMargin: "10%" });
const nearObserver = new IntersectionObserver(entries => {
  const near = entries.filter(entry => entry.isIntersecting).map(entry => cards.get(entry.target.id));
  const drawn = Promise.all(near.map(draw));
  opened ??= drawn.then(drawOthers);
}, { rootMargin: "100%" });
let opened;
const anotherTask = () => new Promise(done => setTimeout(() => done(performance.now())));
async function initialize() {
  const start = performance.now();
  let taskStart = await anotherTask();
  for (const element of $$(".card")) {
    const card = createCard(element);
    cards.set(element.id, card);
    card.player.inView = false;
    if (!reducedMotion.matches) card.player.play(start);
    viewObserver.observe(element);
    if (performance.now() - taskStart > 8) taskStart = await anotherTask();
  }
  if (!cards.size) return;
  createCommonControls();
  createFilters();
  for (const grid of $$(".cards")) {
    grid.classList.add("open");
    grid.getBoundingClientRect(); // lays out this section in this task
    await anotherTask();
  }
  followAddress();
  for (const element of $$(".card")) nearObserver.observe(element);
}
reducedMotion.addEventListener("change",
  () => reducedMotion.matches && players().forEach(player => player.pause()));
addEventListener("hashchange", followAddress);
addEventListener("load", () => setTimeout(() => players().forEach(player => player.paint())));
addEventListener("beforeprint", () => {
  const [first, ...others] = $$(".strip");
  others.forEach(image => image.loading = "eager");
  if (first) setTimeout(() => first.loading = "eager");
});
initialize();
