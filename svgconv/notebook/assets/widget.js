const LABELS = { back: "Previous frame", play: "Play", pause: "Pause", forward: "Next frame" };
const ICONS = {
  back: "M3 2h2v12H3zM14 2v12L6 8z",
  play: "M3 1l11 7-11 7z",
  pause: "M3 2h4v12H3zM9 2h4v12H9z",
  forward: "M11 2h2v12h-2zM2 2v12l8-6z",
};

function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Plays the SVG inside an element, or shows one of its frames, by its SMIL clock. */
class Playback {
  constructor(figure, onChange) {
    this.figure = figure;
    this.onChange = onChange;
    this.running = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.index = 0;
  }

  load(markup, ends, plays) {
    this.figure.innerHTML = markup;
    this.svg = this.figure.querySelector("svg");
    this.ends = ends;
    this.plays = plays;
    this.index = this.running ? 0 : Math.min(this.index, ends.length - 1);
    this.running ? this.play() : this.pause();
  }

  get period() { return this.ends[this.ends.length - 1]; }

  play() {
    const time = this.svg.getCurrentTime();
    const over = this.plays && time >= this.plays * this.period;
    this.svg.setCurrentTime(over ? 0 : this.index ? this.ends[this.index - 1] : 0);
    this.svg.unpauseAnimations();
    this.running = true;
    this.follow();
  }

  pause() { this.goTo(this.index); }

  goTo(index) {
    this.index = index;
    this.running = false;
    this.svg.pauseAnimations();
    this.svg.setCurrentTime((this.ends[index] + (this.ends[index - 1] ?? 0)) / 2);
    this.onChange();
  }

  step(by) { this.goTo((this.index + by + this.ends.length) % this.ends.length); }

  /** Say which frame is shown, again and again while it plays. */
  follow() {
    cancelAnimationFrame(this.request);
    if (!this.running) return;
    const time = this.svg.getCurrentTime();
    const over = this.plays && time >= this.plays * this.period;
    const found = this.ends.findIndex(end => time % this.period < end);
    this.index = over ? this.ends.length - 1 : Math.max(found, 0);
    this.running = !over;
    this.onChange();
    this.request = requestAnimationFrame(() => this.follow());
  }

  stop() { cancelAnimationFrame(this.request); }
}

function icon(kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[kind]);
  svg.append(path);
  return svg;
}

function button(kind, onClick) {
  const made = make("button", { type: "button", "aria-label": LABELS[kind], title: LABELS[kind] });
  made.append(icon(kind));
  made.addEventListener("click", onClick);
  return made;
}

/** Create the buttons and the slider, and return a function that shows the playback's state. */
function player(bar, playback) {
  const play = button("play", () => playback.running ? playback.pause() : playback.play());
  const slider = make("input", { type: "range", min: 0, "aria-label": "Frame" });
  const output = make("output");
  slider.addEventListener("input", () => playback.goTo(Number(slider.value)));
  const steps = [button("back", () => playback.step(-1)), button("forward", () => playback.step(1))];
  bar.append(steps[0], play, steps[1], slider, output);
  return () => {
    const count = playback.ends.length, kind = playback.running ? "pause" : "play";
    if (play.getAttribute("aria-label") !== LABELS[kind]) {
      play.setAttribute("aria-label", LABELS[kind]);
      play.title = LABELS[kind];
      play.replaceChildren(icon(kind));
    }
    slider.max = count - 1;
    slider.value = playback.index;
    output.value = `${playback.index + 1} of ${count}`;
    for (const control of [...steps, play, slider]) control.disabled = count < 2;
  };
}

/** Return a field's control with its label and a place for its problem. */
function field(one, id, onChange) {
  const choices = one.options.map(([value, label]) => make("option", { value }, label));
  const control = choices.length
    ? make("select", { id }, ...choices)
    : make("input", { id, type: "text", placeholder: one.default, autocomplete: "off" });
  control.name = one.name;
  control.title = one.forms ? `${one.help} (${one.forms})` : one.help;
  control.addEventListener("change", () => onChange(one.name, control.value.trim()));
  const error = make("span", { class: "error", id: `${id}-error`, role: "status" });
  control.setAttribute("aria-describedby", error.id);
  return make("div", {}, make("label", { for: id }, one.label), control, error);
}

let count = 0;

function form(model, within) {
  const prefix = `svgconv-${count += 1}-`;
  const changed = (name, value) => {
    model.set("changes", { ...model.get("changes"), [name]: value });
    model.save_changes();
  };
  model.get("groups").forEach(({ title, fields }, index) => {
    const details = make("details", {}, make("summary", {}, title));
    details.open = index === 0;
    details.append(...fields.map(one => field(one, prefix + one.name, changed)));
    within.append(details);
  });
  const other = make("p", { class: "error", role: "status" });
  within.append(other);
  const initial = Object.fromEntries(
    model.get("groups").flatMap(({ fields }) => fields).map(one => [one.name, one.value]));
  return () => {
    const problem = model.get("problem"), texts = { ...initial, ...model.get("changes") };
    for (const control of within.querySelectorAll("input, select")) {
      const wrong = problem.field === control.name;
      if (control.value !== texts[control.name]) control.value = texts[control.name];
      control.setAttribute("aria-invalid", wrong);
      control.parentElement.querySelector(".error").textContent = wrong ? problem.message : "";
    }
    other.textContent = problem.message && !problem.field ? problem.message : "";
  };
}

function render({ model, el }) {
  const figure = make("div", { class: "figure" });
  const bar = make("div", { class: "player" });
  const controls = make("div", { class: "fields" });
  el.classList.add("svgconv-widget");
  el.append(make("div", {}, figure, bar), controls);
  let show = () => {};
  const playback = new Playback(figure, () => show());
  show = player(bar, playback);
  const showForm = form(model, controls);
  const draw = () => {
    figure.className = `figure ${model.get("background")}`;
    playback.load(model.get("svg"), model.get("ends"), model.get("plays"));
  };
  draw();
  showForm();
  model.on("change:svg", draw);
  model.on("change:problem", showForm);
  model.on("change:changes", showForm);
  return () => {
    playback.stop();
    model.off("change:svg", draw);
    model.off("change:problem", showForm);
    model.off("change:changes", showForm);
  };
}

export default { render };
