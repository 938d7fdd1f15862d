/** Drives the SMIL clock of one figure: a frame is shown by setting the clock to its time. */
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
    this.end = Number(data.plays) ? data.plays * this.period : Infinity;
    this.time = 0;
    this.speed = 1;
    this.running = false;
    this.inView = true;
    this.onChange = () => {};
    svg.pauseAnimations();
  }

  /** Return the figure's time in seconds at a moment in milliseconds. */
  timeAt(moment = performance.now()) {
    const passed = this.running ? (moment - this.since) / 1000 * this.speed : 0;
    return Math.min(this.time + passed, this.end);
  }

  indexAt(time) {
    const within = time >= this.end ? this.period : time % this.period;
    return Math.min(Math.floor(within / this.duration + 1e-9), this.frames.length - 1);
  }

  /** Show the frame of this moment; return the moment of the next frame. */
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

  /** Stop at a frame, given by its index among the frames that the figure shows. */
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
    this.onChange();
    scheduleUpdate();
  }

  /** What the player of the next figure continues from; a figure that has ended starts again. */
  get playback() {
    const { running, index, speed } = this;
    return { running: running || this.time >= this.end, index, speed };
  }

  /** Continue from the playback of another figure. */
  follow({ running, index, speed }) {
    this.speed = speed;
    this.goTo(running ? 0 : Math.min(index, this.frames.length - 1));
    if (running) this.play();
  }

  get frame() { return this.frames[this.index]; }

  get label() { return `frame ${this.frame}, ${this.place}`; }

  /** The frame's index: the digits of its number as an odometer shows it. */
  get place() {
    let rest = this.frame;
    const cell = [...this.shape].reverse().map(count => {
      const digit = rest % count;
      rest = Math.floor(rest / count);
      return digit;
    }).reverse();
    if (this.channels) cell[0] = this.channels[cell[0]];
    return `${this.unit} (${cell.join(", ")})`;
  }
}

let timer;

/** The players of the page, which each page's own script lists. */
const players = () => [...allPlayers()];

/** Update the running figures in view, then sleep until the next frame of any of them. */
function update() {
  clearTimeout(timer);
  const moment = performance.now();
  let next = Infinity;
  for (const player of players().filter(p => p.running && p.inView)) {
    // After 9 ms the remaining figures wait for the next task, so that the page stays responsive.
    next = Math.min(next, performance.now() - moment > 9 ? moment : player.tick(moment));
  }
  if (next < Infinity) timer = setTimeout(update, next - performance.now());
}

function scheduleUpdate() {
  clearTimeout(timer);
  timer = setTimeout(update);
}

reducedMotion.addEventListener("change",
  () => reducedMotion.matches && players().forEach(player => player.pause()));
// WebKit starts a page's SMIL clocks right after this event, and loses the times set before it.
addEventListener("load", () => setTimeout(() => players().forEach(player => player.paint())));

/** Create the controls of a player; `bar.update` shows the player's state. */
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
  // A click on the slider's own position causes no input event; while all figures play, their
  // common slider stays at 0.
  slider.addEventListener("click", seek);
  slider.addEventListener("keyup", event => /^(Arrow|Home|End|Page)/.test(event.key) && seek());
  $("select", bar).addEventListener("change", event => player.setSpeed(Number(event.target.value)));
  if (count < 2) $$("button:not([data-action=full]), input, select", bar).forEach(e => e.disabled = true);
  const play = $("[data-action=play]", bar);
  bar.update = (running, index, label) => {
    if (player.speed) $("select", bar).value = player.speed;
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

/** Handle the keys of a focused figure, except those that a focused control handles itself. */
function handleKeys(element, player) {
  element.addEventListener("keydown", event => {
    const own = event.target.closest("input, select, pre, [popover], a")
      || (event.key === " " && event.target.closest("button"));
    if (own || event.ctrlKey || event.altKey || event.metaKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key](player());
  });
}
