"use strict";

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
const form = $("#form");
const TYPING_DELAY = 150;

let player = null;
let pending = null;
let timer;

/** Return a control's default: an input shows it where nothing is typed. */
function defaultOf(control) {
  return control.dataset.default ?? control.placeholder ?? "";
}

/** Return the shortest query that describes the form. */
function formQuery() {
  const query = new URLSearchParams();
  for (const control of form.elements) {
    const value = control.name && control.value.trim();
    if (value && (control.name === "operation" || value !== defaultOf(control))) {
      query.append(control.name, value);
    } else if (control.name && !value && control.ariaRequired === "true") {
      query.append(control.name, "");
    }
  }
  return query;
}

/** Fetch the page for the form's figure, and replace the parts that differ. */
async function redraw() {
  pending?.abort();
  const request = pending = new AbortController();
  const query = formQuery();
  history.replaceState(null, "", `./?${query}`);
  document.body.ariaBusy = "true";
  try {
    const answer = await fetch(`./?${query}`, { signal: request.signal });
    if (!answer.headers.get("content-type")?.startsWith("text/html")) {
      return showFailure((await answer.text()).trim());
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (request === pending) showPage(page);
  } catch (error) {
    if (error.name !== "AbortError") {
      showFailure("The server does not answer. Is svgconv serve still running?");
    }
  } finally {
    if (request === pending) document.body.ariaBusy = "false";
  }
}

function showFailure(message) {
  $("#error-").textContent = message;
  $("#result").classList.add("stale");
}

function showPage(page) {
  if ($("#groups", page).dataset.operation !== $("#groups").dataset.operation) replaceFields(page);
  for (const error of $$(".error")) {
    const message = page.getElementById(error.id)?.textContent ?? "";
    if (error.textContent !== message) error.textContent = message;
    const control = document.getElementById(error.id.replace("error-", "field-"));
    if (!control) continue;
    if (!message) control.removeAttribute("aria-invalid");
    else control.setAttribute("aria-invalid", "true");
    if (message) control.closest("details")?.setAttribute("open", "");
  }
  const result = $("#result", page);
  if (!$(".picture", result)) {
    $("#result").classList.add("stale");
    const messages = $$(".error").map(error => error.textContent).join(" ");
    if (!$(".picture")) $("#result").replaceChildren(...result.childNodes);
    return announce(messages);
  }
  document.title = page.title;
  const frame = player?.running === false ? player.index : null;
  $("#result").replaceWith(document.adoptNode(result));
  setUpResult(frame);
  announce($(".sizes").textContent);
}

/** Replace the fields when the operation changes; the typed values and the focus are kept. */
function replaceFields(page) {
  const focused = document.activeElement?.id;
  const open = $$("details", form).map(group => group.open);
  $("#groups").replaceWith(document.adoptNode($("#groups", page)));
  $$("details", form).forEach((group, index) => group.open ||= open[index]);
  document.getElementById(focused)?.focus();
  history.replaceState(null, "", `./?${formQuery()}`);
}

/** Announce a message to screen readers. */
function announce(message) {
  $("#status").textContent = message;
  $("#status").classList.add("visually-hidden");
}

/** Drives the SMIL clock of the figure: a frame is shown by setting the clock to its time. */
class Player {
  constructor(svg, data) {
    const { frames, shape, channels, unit, duration, hold, plays } = data;
    this.svg = svg;
    this.frames = frames.split(",").map(Number);
    this.shape = shape.split(",").map(Number);
    this.channels = channels?.split(",").map(Number);
    this.unit = unit ?? "output";
    this.duration = Number(duration);
    this.period = this.frames.length * this.duration + Number(hold);
    this.end = Number(plays) ? plays * this.period : Infinity;
    this.bar = $("#player").content.firstElementChild.cloneNode(true);
    $("input", this.bar).max = this.frames.length - 1;
    this.running = true;
  }

  get index() {
    const time = this.svg.getCurrentTime();
    const within = time >= this.end ? this.period : time % this.period;
    return Math.min(Math.floor(within / this.duration + 1e-9), this.frames.length - 1);
  }

  run(running) {
    this.running = running;
    if (running && this.svg.getCurrentTime() >= this.end) this.svg.setCurrentTime(0);
    if (running) this.svg.unpauseAnimations();
    else this.svg.pauseAnimations();
    this.update();
  }

  goTo(index) {
    const count = this.frames.length;
    this.run(false);
    this.svg.setCurrentTime(((index + count) % count + 0.5) * this.duration);
    this.update();
  }

  update() {
    const { index, frames } = this;
    let rest = frames[index];
    const cell = [...this.shape].reverse().map(count => {
      const digit = rest % count;
      rest = Math.floor(rest / count);
      return digit;
    }).reverse();
    if (this.channels) cell[0] = this.channels[cell[0]];
    const label = `frame ${frames[index]} of ${frames.length}, ${this.unit} (${cell.join(", ")})`;
    const slider = $("input", this.bar);
    if ($("output", this.bar).value === label && this.bar.matches(".playing") === this.running) return;
    slider.value = index;
    slider.setAttribute("aria-valuetext", label);
    $("output", this.bar).value = label;
    this.bar.classList.toggle("playing", this.running);
    $("[data-action=play]", this.bar).ariaLabel = this.running ? "Pause" : "Play";
  }
}

/** Add the player's controls to the figure, and the copy buttons to the snippets. */
function setUpResult(frame = null) {
  const svg = $(".picture > svg");
  player = null;
  if (svg && $("#result").dataset.frames.includes(",")) {
    player = new Player(svg, $("#result").dataset);
    $(".picture").after(player.bar);
    const actions = {
      back: () => player.goTo(player.index - 1),
      forward: () => player.goTo(player.index + 1),
      play: () => player.run(!player.running),
    };
    player.bar.addEventListener("click",
      event => actions[event.target.closest("button")?.dataset.action]?.());
    $("input", player.bar).addEventListener("input", event => player.goTo(Number(event.target.value)));
    if (frame !== null) player.goTo(Math.min(frame, player.frames.length - 1));
    else if (reducedMotion.matches) player.run(false);
    else player.update();
  }
  for (const pre of $$("dd > pre")) {
    const copy = document.createElement("button");
    copy.type = "button";
    copy.textContent = "Copy";
    copy.setAttribute("aria-label", `Copy ${pre.getAttribute("aria-label")}`);
    copy.addEventListener("click", () => copyText(pre));
    pre.after(copy);
  }
}

/** Copy with the clipboard API, or through the selection if the page may not use that API. */
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

/** Announce a message, and show it for a moment. */
function showStatus(message) {
  announce(message);
  $("#status").classList.remove("visually-hidden");
  clearTimeout(showStatus.timer);
  showStatus.timer = setTimeout(() => announce(""), 2500);
}

/** Let the arrow keys increase and decrease the number at the caret, such as one of `3,5`. */
function stepNumber(event) {
  const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  const control = event.target;
  if (!by || control.tagName !== "INPUT" || control.type !== "text") return;
  const numbers = (control.value || defaultOf(control)).split(",");
  const at = control.value.slice(0, control.selectionStart).split(",").length - 1;
  if (!/^-?\d+$/.test(numbers[at]?.trim())) return;
  event.preventDefault();
  numbers[at] = String(Number(numbers[at]) + by);
  control.value = numbers.join(",");
  const caret = numbers.slice(0, at + 1).join(",").length;
  control.setSelectionRange(caret, caret);
  scheduleRedraw();
}

function scheduleRedraw() {
  clearTimeout(timer);
  timer = setTimeout(redraw, TYPING_DELAY);
}

form.addEventListener("input", event => {
  if (event.target.name === "operation") $("[name=view]", form).value = "";
  scheduleRedraw();
});
form.addEventListener("keydown", stepNumber);
form.addEventListener("submit", event => {
  event.preventDefault();
  clearTimeout(timer);
  redraw();
});
document.body.classList.add("live");
setUpResult();
setInterval(() => player?.running && player.update(), 100);
