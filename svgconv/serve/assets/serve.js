"use strict";

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const form = $("#form");
const PATIENCE = 150;

let player = null;
let wanted = null;
let timer;

/** The form as the shortest query that says it. */
function query() {
  const said = new URLSearchParams();
  for (const control of form.elements) {
    const value = control.name && control.value.trim();
    if (value && (control.name === "operation" || value !== control.dataset.usual)) {
      said.append(control.name, value);
    } else if (control.name && !value && control.ariaRequired === "true") {
      said.append(control.name, "");
    }
  }
  return said;
}

/** Ask the server for the page that the form means, and take over what differs. */
async function redraw() {
  wanted?.abort();
  const mine = wanted = new AbortController();
  const said = query();
  history.replaceState(null, "", `./?${said}`);
  document.body.ariaBusy = "true";
  try {
    const answer = await fetch(`./?${said}`, { signal: mine.signal });
    if (!answer.headers.get("content-type")?.startsWith("text/html")) {
      return fail((await answer.text()).trim());
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine === wanted) take(page);
  } catch (error) {
    if (error.name !== "AbortError") fail("The server does not answer: is svgconv serve running?");
  } finally {
    if (mine === wanted) document.body.ariaBusy = "false";
  }
}

function fail(words) {
  $("#e-").textContent = words;
  $("#result").classList.add("stale");
}

function take(page) {
  if ($("#groups", page).dataset.operation !== $("#groups").dataset.operation) takeFields(page);
  for (const error of $$(".error")) {
    const words = page.getElementById(error.id)?.textContent ?? "";
    if (error.textContent !== words) error.textContent = words;
    const control = document.getElementById(error.id.replace("e-", "f-"));
    if (!control) continue;
    if (!words) control.removeAttribute("aria-invalid");
    else control.setAttribute("aria-invalid", "true");
    if (words) control.closest("details")?.setAttribute("open", "");
  }
  const result = $("#result", page);
  if (!$(".picture", result)) {
    $("#result").classList.add("stale");
    const words = $$(".error").map(error => error.textContent).join(" ");
    if (!$(".picture")) $("#result").replaceChildren(...result.childNodes);
    return say(words);
  }
  document.title = page.title;
  const frame = player?.running === false ? player.index : null;
  $("#result").replaceWith(document.adoptNode(result));
  begin(frame);
  say($(".sizes").textContent);
}

/** Another operation has other fields; what was typed stays, and so does the focus. */
function takeFields(page) {
  const focused = document.activeElement?.id;
  const open = $$("details", form).map(part => part.open);
  $("#groups").replaceWith(document.adoptNode($("#groups", page)));
  $$("details", form).forEach((part, index) => part.open ||= open[index]);
  document.getElementById(focused)?.focus();
  history.replaceState(null, "", `./?${query()}`);
}

function say(words) {
  const said = $("#status");
  said.textContent = words;
  said.classList.toggle("quiet", true);
}

/** Drives the SMIL clock of the figure: a step sets a time of that clock, and nothing else. */
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
    const words = `frame ${frames[index]} of ${frames.length}, ${this.unit} (${cell.join(", ")})`;
    const slider = $("input", this.bar);
    if ($("output", this.bar).value === words && this.bar.matches(".playing") === this.running) return;
    slider.value = index;
    slider.setAttribute("aria-valuetext", words);
    $("output", this.bar).value = words;
    this.bar.classList.toggle("playing", this.running);
    $("[data-action=play]", this.bar).ariaLabel = this.running ? "Pause" : "Play";
  }
}

/** Take the drawn figure over: its controls, and buttons that copy. */
function begin(frame = null) {
  const svg = $(".picture > svg");
  player = null;
  if (svg && $("#result").dataset.frames.includes(",")) {
    player = new Player(svg, $("#result").dataset);
    $(".picture").after(player.bar);
    const dos = { back: () => player.goTo(player.index - 1), forward: () => player.goTo(player.index + 1),
      play: () => player.run(!player.running) };
    player.bar.addEventListener("click", event => dos[event.target.closest("button")?.dataset.action]?.());
    $("input", player.bar).addEventListener("input", event => player.goTo(Number(event.target.value)));
    if (frame !== null) player.goTo(Math.min(frame, player.frames.length - 1));
    else if (calm.matches) player.run(false);
    else player.update();
  }
  for (const text of $$("dd > pre")) {
    const copy = document.createElement("button");
    copy.type = "button";
    copy.textContent = "Copy";
    copy.setAttribute("aria-label", `Copy ${text.getAttribute("aria-label")}`);
    copy.addEventListener("click", () => copyText(text));
    text.after(copy);
  }
}

/** By the clipboard, or by the selection where a page may not use that. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text.textContent);
  } catch {
    getSelection().selectAllChildren(text);
    if (!document.execCommand("copy")) return shout("Selected: press Ctrl+C");
    getSelection().removeAllRanges();
  }
  shout("Copied");
}

/** Say it to eyes too, for a moment. */
function shout(words) {
  say(words);
  $("#status").classList.remove("quiet");
  clearTimeout(shout.timer);
  shout.timer = setTimeout(() => say(""), 2500);
}

/** Arrow keys count the number at the caret up and down: in `3,5` one of the two. */
function count(event) {
  const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  const control = event.target;
  if (!by || control.tagName !== "INPUT" || control.type !== "text") return;
  const parts = (control.value || control.dataset.usual).split(",");
  const at = control.value.slice(0, control.selectionStart).split(",").length - 1;
  if (!/^-?\d+$/.test(parts[at]?.trim())) return;
  event.preventDefault();
  parts[at] = String(Number(parts[at]) + by);
  control.value = parts.join(",");
  const caret = parts.slice(0, at + 1).join(",").length;
  control.setSelectionRange(caret, caret);
  soon();
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(redraw, PATIENCE);
}

form.addEventListener("input", event => {
  const view = $("[name=view]", form);
  if (event.target.name === "operation") view.value = "";
  soon();
});
form.addEventListener("keydown", count);
form.addEventListener("submit", event => {
  event.preventDefault();
  clearTimeout(timer);
  redraw();
});
document.body.classList.add("live");
begin();
setInterval(() => player?.running && player.update(), 100);
