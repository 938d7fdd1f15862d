/* svgconv 0.1.0 */
"use strict";
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
function loadScript(file, failed) {
const script = document.createElement("script");
script.src = file;
script.onload = () => script.remove();
script.onerror = failed;
document.head.append(script);
}
function showStatus(message) {
const status = $("#status");
($(":popover-open") ?? document.body).append(status);
status.textContent = message;
status.classList.remove("visually-hidden");
clearTimeout(showStatus.timer);
showStatus.timer = setTimeout(() => status.textContent = "", 2500);
}
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
this.onChange();
scheduleUpdate();
}
get playback() {
const { running, index, speed } = this;
return { running: running || this.time >= this.end, index, speed };
}
follow({ running, index, speed }) {
this.speed = speed;
this.goTo(running ? 0 : Math.min(index, this.frames.length - 1));
if (running) this.play();
}
get frame() { return this.frames[this.index]; }
get label() { return `frame ${this.frame}, ${this.place}`; }
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
reducedMotion.addEventListener("change",
() => reducedMotion.matches && players().forEach(player => player.pause()));
addEventListener("load", () => setTimeout(() => players().forEach(player => player.paint())));
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
function handleKeys(element, player) {
element.addEventListener("keydown", event => {
const own = event.target.closest("input, select, pre, [popover], a")
|| (event.key === " " && event.target.closest("button"));
if (own || event.ctrlKey || event.altKey || event.metaKey || !KEYS[event.key]) return;
event.preventDefault();
KEYS[event.key](player());
});
}
class Cells {
constructor({ axes, grids, links, sums }) {
this.sums = sums;
this.grids = grids.map(([rows, columns, x, y, a, b, c, d, frames, flat]) => ({
axes: [axes[rows], axes[columns]], origin: [x, y], row: [a, b], column: [c, d], frames, flat,
}));
this.links = links.map(([above, below, rows, columns, mask]) => ({
above, below, mask, rules: [axes[rows], axes[columns]],
tables: [rows, columns].map((rule, at) => tableOf(axes[rule], this.grids[below].axes[at])),
}));
}
at(x, y) {
for (let grid = this.grids.length - 1; grid >= 0; grid--) {
const { axes, origin, row, column, flat } = this.grids[grid];
const [dx, dy] = [x - origin[0], y - origin[1]];
const size = row[0] * column[1] - row[1] * column[0];
const cell = [dx * column[1] - dy * column[0], row[0] * dy - row[1] * dx]
.map(place => Math.floor(place / size));
if (flat) {
if (cell[flat - 1]) continue;
const place = cell[2 - flat];
cell[0] = Math.floor(place / axes[1][0]);
cell[1] = place - cell[0] * axes[1][0];
}
if (cell.some((place, at) => place < 0 || place >= axes[at][0])) continue;
const [down, across] = cell.map((place, at) => unitIn(axes[at], place));
return down < 0 || across < 0 ? null : { grid, row: down, column: across };
}
return null;
}
frameOf({ grid, row, column }) {
const { frames } = this.grids[grid];
return frames ? frames[0] + row * frames[1] + column * frames[2] : -1;
}
unitOf(frame) {
return this.grids.flatMap(({ frames, axes: [rows, columns] }, grid) => {
const [first, down, across] = frames || [];
const row = down ? Math.floor((frame - first) / down) : 0;
const column = across ? (frame - first - row * down) / across : 0;
const is = first <= frame && row < rows[3] && column < columns[3];
return is ? [{ grid, row, column, size: rows[3] * columns[3] }] : [];
}).sort((a, b) => a.size - b.size).at(-1);
}
next({ grid, row, column }, [down, across]) {
row += down;
column += across;
if (row < 0 || row >= this.grids[grid].axes[0][3]) {
const [start] = this.grids[grid].frames, other = this.grids[grid += down];
if (!other?.frames || other.frames[0] === start) return undefined;
row = down > 0 ? 0 : other.axes[0][3] - 1;
}
return column >= 0 && column < this.grids[grid].axes[1][3] ? { grid, row, column } : undefined;
}
around({ grid, row, column }) {
const own = () => this.grids.map((_, at) => at === grid ? [[new Set([row]), new Set([column])]] : []);
const all = own();
for (const [from, to, order] of [["above", "below", -1], ["below", "above", 1]]) {
const found = own();
for (const link of [...this.links].sort((a, b) => order * (a[from] - b[from]))) {
const more = found[link[from]].flatMap(part => through(link, part, order < 0));
found[link[to]] = largest([...found[link[to]], ...more]);
}
found.forEach((parts, at) => at !== grid && all[at].push(...parts));
}
return all;
}
sumOf({ grid, row, column }) {
const [texts, weights, forms] = this.sums ?? [[], [], []];
if (!forms[grid]) return "";
const [opening, term, separator, bracketed] = forms[grid];
const write = text => bracketed && text[0] === "\u2212" ? `(${text})` : text;
const terms = this.links.flatMap(({ above, below, mask, rules }, link) => above !== grid ? []
: cellsOf(rules[0], row).flatMap((y, down) => cellsOf(rules[1], column).flatMap((x, across) => {
const value = texts[below][y]?.[x];
if (!value || mask && !mask[down][across]) return [];
return [term.replace("{value}", write(value)).replace("{weight}", () => write(weights[link][down][across]))];
})));
return opening + terms.join(separator) + texts[grid][row][column];
}
outline(grid, parts) {
const { axes, origin, row, column, flat } = this.grids[grid];
const point = (down, across) => origin.map((start, at) =>
+(start + down * row[at] + across * column[at]).toFixed(2));
const block = (top, left, bottom, right) => `M${
[point(top, left), point(top, right), point(bottom, right), point(bottom, left)].join("L")}Z`;
const blocks = (top, bottom, left, right) => Array.from({ length: bottom - top }, (_, at) => {
const start = (top + at) * axes[1][0];
return flat > 1 ? block(start + left, 0, start + right, 1) : block(0, start + left, 1, start + right);
}).join("");
return parts.flatMap(([rows, columns]) => runs(axes[0], rows).flatMap(([top, bottom]) =>
runs(axes[1], columns).map(([left, right]) =>
flat ? blocks(top, bottom, left, right) : block(top, left, bottom, right)))).join("");
}
}
function unitIn([drawn, origin, spacing, count, copies], cell) {
if (cell < 0 || cell >= drawn) return -1;
if (copies) return copies[cell];
const unit = (cell - origin) / spacing;
return Number.isInteger(unit) && unit >= 0 && unit < count ? unit : -1;
}
function cellsOf([, first, stride, dilation, taps], output) {
return first[output] ?? Array.from({ length: taps }, (_, tap) => first + stride * output + dilation * tap);
}
function tableOf(rule, axis) {
return Array.from({ length: rule[0] }, (_, output) =>
cellsOf(rule, output).map(cell => unitIn(axis, cell)));
}
function through({ tables, mask }, part, reads) {
const along = (at, tap) => new Set(tables[at].flatMap((units, output) => {
const own = mask ? [units[tap]] : units;
if (!reads) return own.some(unit => part[at].has(unit)) ? [output] : [];
return part[at].has(output) ? own.filter(unit => unit >= 0) : [];
}));
return (mask ?? [[1]]).flatMap((line, row) => line.flatMap((used, column) =>
used ? [[along(0, row), along(1, column)]] : [])).filter(one => one.every(units => units.size));
}
function largest(parts) {
const holds = (one, other) => other.every((units, at) => [...units].every(unit => one[at].has(unit)));
return parts.reduce((kept, part) => kept.some(one => holds(one, part)) ? kept
: [...kept.filter(one => !holds(part, one)), part], []);
}
function runs([drawn, origin, spacing], units) {
const found = [];
for (const unit of [...units].sort((a, b) => a - b)) {
const cell = origin + spacing * unit;
if (cell < 0 || cell >= drawn) continue;
if (found.at(-1)?.[1] === cell) found.at(-1)[1]++;
else found.push([cell, cell + 1]);
}
return found;
}
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
function svgElement(name, attributes) {
const element = document.createElementNS("http://www.w3.org/2000/svg", name);
for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
return element;
}
class Pointer {
constructor(player, output, text, tabIndex) {
const { svg } = player, picture = svg.parentElement;
Object.assign(this, { player, picture, text, pointed: null, focused: false });
Object.assign(picture, { tabIndex, ariaLabel: "Cells: use the arrow keys" });
picture.setAttribute("role", "application");
svg.addEventListener("pointermove", event => this.point(this.under(event)));
svg.addEventListener("pointerleave", () => this.point(null));
svg.addEventListener("click", event => this.click(this.under(event)));
picture.addEventListener("keydown", event => this.press(event));
for (const type of ["focus", "blur"]) {
picture.addEventListener(type, () => {
this.focused = picture.matches(":focus-visible");
output.setAttribute("aria-live", this.focused ? "polite" : "off");
this.follow();
});
}
const own = player.onChange;
player.onChange = () => {
own();
this.follow();
};
}
get cells() { return this.parsed ??= new Cells(JSON.parse(this.text)); }
under({ clientX, clientY }) {
const matrix = this.player.svg.getScreenCTM().inverse();
const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix);
return this.cells.at(x, y);
}
point(unit) {
this.pointed = unit;
this.player.svg.classList.toggle("seeks", unit !== null && this.indexOf(unit) >= 0);
this.follow();
}
follow() {
const unit = this.pointed ?? (this.focused ? this.cells.unitOf(this.player.frame) : null);
const shown = JSON.stringify(unit ?? null);
if (shown === this.shown) return;
this.shown = shown;
this.marks?.remove();
this.sum?.remove();
if (!unit) return;
const d = this.cells.around(unit).map((parts, grid) => this.cells.outline(grid, parts)).join("");
this.marks = svgElement("g", { class: "pointed" });
this.marks.append(svgElement("path", { d, class: "halo" }), svgElement("path", { d, class: "line" }));
this.player.svg.append(this.marks);
this.showSum(this.cells.sumOf(unit));
}
showSum(textContent) {
if (!textContent) return;
const { offsetTop, offsetHeight } = this.picture;
this.sum = Object.assign(document.createElement("p"), { className: "sum", textContent });
this.sum.style.top = `${offsetTop + offsetHeight}px`;
this.picture.after(this.sum);
}
indexOf(unit) { return this.player.frames.indexOf(this.cells.frameOf(unit)); }
click(unit) {
if (unit && this.indexOf(unit) >= 0) this.player.goTo(this.indexOf(unit));
this.point(unit);
}
press(event) {
const by = ARROWS[event.key];
if (event.key === "Escape") this.picture.closest(".card")?.focus();
if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
event.preventDefault();
event.stopPropagation();
this.pointed = null;
this.focused = true;
let unit = this.cells.unitOf(this.player.frame);
do unit = unit && this.cells.next(unit, by);
while (unit && this.indexOf(unit) < 0);
if (unit) this.player.goTo(this.indexOf(unit));
}
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
const GUIDE = "https://arxiv.org/abs/1603.07285";
const BRACKETS = { floor: ["⌊", "⌋"], ceil: ["⌈", "⌉"] };
class Expression {
constructor(text) {
this.tokens = text.match(/[a-zA-Z_]+|\d+|\S/g) ?? [];
}
get next() { return this.tokens[0]; }
mathml() {
const found = this.sum();
if (this.tokens.length) throw new SyntaxError(this.next);
return found.inner;
}
sum() {
let text = "";
do {
if (/^[+-]$/.test(this.next)) text += `<mo>${this.tokens.shift().replace("-", "−")}</mo>`;
text += this.product().text;
} while (/^[+-]$/.test(this.next));
return { text, inner: text };
}
product() {
let left = this.factor();
while (this.next && /^[·/(\w]/.test(this.next)) {
const sign = /^[·/]$/.test(this.next) ? this.tokens.shift() : "";
const right = this.factor();
const text = sign === "/" ? `<mfrac><mrow>${left.inner}</mrow><mrow>${right.inner}</mrow></mfrac>`
: `${left.text}${sign ? "<mo>·</mo>" : ""}${right.text}`;
left = { text, inner: text };
}
return left;
}
factor() {
const token = this.tokens.shift() ?? "";
if (/^\d/.test(token)) return same(`<mn>${token}</mn>`);
if (token === "(") return this.inParentheses("(", ")");
if (!/^\w/.test(token)) throw new SyntaxError(token);
if (this.next !== "(" || token.length < 3) return same(`<mi>${token}</mi>`);
this.tokens.shift();
if (BRACKETS[token]) return same(this.inParentheses(...BRACKETS[token]).text);
return same(`<mi>${token}</mi>${this.inParentheses("(", ")").text}`);
}
inParentheses(open, close) {
let inner = this.sum().inner;
while (this.next === ",") {
this.tokens.shift();
inner += `<mo>,</mo>${this.sum().inner}`;
}
if (this.tokens.shift() !== ")") throw new SyntaxError("unclosed");
return { text: `<mo>${open}</mo>${inner}<mo>${close}</mo>`, inner };
}
}
const same = text => ({ text, inner: text });
function setArithmetic(line) {
const text = line.textContent.trim();
const [, label, equation] = /^(.*): (.*)$/.exec(text) ?? [null, "", text];
const where = /, where (\w+ = \w+)/.exec(equation);
const [left, ...rights] = equation.replace(where?.[0] ?? "", "").split(" = ");
let rows;
try {
rows = rights.map((right, row) => `<mtr><mtd>${row ? "" : new Expression(left).mathml()}</mtd>`
+ `<mtd style="text-align: left"><mo>=</mo>${new Expression(right).mathml()}</mtd></mtr>`);
} catch {
return;
}
line.dataset.text = text;
line.textContent = label && `${label}${where ? `, ${where[1]}` : ""}`;
const numbered = /relationship \d+$/.exec(label);
if (numbered) {
const link = Object.assign(document.createElement("a"), { href: GUIDE, textContent: numbered[0] });
line.replaceChildren(label.slice(0, numbered.index), link, where ? `, where ${where[1]}` : "");
}
line.insertAdjacentHTML("beforeend", `<math display="block"><mtable>${rows.join("")}</mtable></math>`);
}
function createArithmetic() {
document.addEventListener("click", event => {
const details = event.target.closest?.(".arithmetic > summary")?.parentElement;
if (details) $$("p:not([data-text])", details).forEach(setArithmetic);
});
}
async function createContents() {
const contents = document.getElementById("page:contents");
const lists = new Map($$("li > a", contents).map(link => [link.hash.slice(1), link.parentElement]));
for (const section of $$("main section:has(.cards)")) {
const list = document.createElement("ol");
for (const { id } of $$(".card", section)) {
const entry = list.appendChild(document.createElement("li"));
entry.dataset.figure = id;
const link = entry.appendChild(document.createElement("a"));
link.href = `#${id}`;
link.textContent = $(".caption", document.getElementById(id)).textContent;
}
lists.get($("h2", section).id)?.append(list);
await anotherTask();
}
const beside = matchMedia("(min-width: 80em)");
const open = () => $("details", contents).open = beside.matches;
beside.addEventListener("change", open);
open();
contents.addEventListener("click", event => event.target.closest("a") && !beside.matches && open());
}
function createFilters() {
const form = $("#filters").content.firstElementChild.cloneNode(true);
const words = $("[type=search]", form);
const chosen = new URLSearchParams(location.search).get("figures")?.split(",");
const texts = new Map();
const textOf = element => {
if (!texts.has(element)) {
texts.set(element, `${element.id} ${$("figcaption", element).textContent} ${
$("dl", element).textContent}`.toLowerCase());
}
return texts.get(element);
};
const apply = () => {
const wanted = [...new FormData(form)].filter(([key, value]) => value && key !== words.name);
const sought = words.value.toLowerCase().split(/\s+/).filter(Boolean);
for (const { element } of cards.values()) {
element.hidden = (chosen && !chosen.includes(element.id))
|| !wanted.every(([key, value]) => element.dataset[key] === value)
|| !sought.every(word => textOf(element).includes(word));
}
for (const section of $$("section:has(.cards)")) section.hidden = !$(".card:not([hidden])", section);
for (const entry of $$("[data-figure]")) entry.hidden = cards.get(entry.dataset.figure).element.hidden;
for (const list of $$("nav ol ol")) list.parentElement.hidden = !$(":scope > :not([hidden])", list);
const count = $$(".card:not([hidden])").length;
$("output", form).value = count < cards.size ? `${count} of ${cards.size} figures` : "";
};
form.addEventListener("input", apply);
form.addEventListener("reset", () => setTimeout(apply));
form.addEventListener("submit", event => event.preventDefault());
$("#all").append(form);
if (chosen) apply();
}
function createColours() {
const dark = $("link[href='dark.css']");
const [system] = [dark.media];
const label = document.createElement("label");
label.innerHTML = '<select aria-label="Colours"><option value="">System colours</option>'
+ '<option value="light">Light</option><option value="dark">Dark</option></select>';
label.className = "colours";
const choose = value => {
dark.media = { light: "not all", dark: "screen" }[value] ?? system;
document.documentElement.style.colorScheme = value;
};
label.firstChild.addEventListener("change", event => choose(event.target.value));
$("#all").append(label);
}
let fullSize = null;
const IDLE = 3000;
let idleTimer;
async function openFullSize(card) {
await draw(card);
const dialog = $("#full");
if (fullSize) returnToCard();
const stage = $(".stage", dialog) ?? dialog.appendChild(document.createElement("div"));
stage.className = "stage";
const { element, player } = card;
const svg = player.svg.cloneNode(true);
$(".pointed", svg)?.remove();
const picture = document.createElement("div");
picture.className = "picture";
picture.append(svg);
const copy = new Player(svg, element.dataset);
const bar = controls(copy, copy.frames.length);
$("[data-action=full]", bar).setAttribute("aria-label", "Close");
const screen = Object.assign(document.createElement("button"), { type: "button", textContent: "Full screen" });
screen.addEventListener("click", toggleScreen);
$("[data-action=full]", bar).before(screen);
const caption = textOf("caption", $(".caption", element).textContent.slice(0, 300));
const formulas = $$(".arithmetic p", element).slice(0, 2)
.map(line => textOf("formula", line.dataset.text ?? line.textContent));
stage.replaceChildren(caption, ...formulas, picture, bar);
dialog.setAttribute("aria-label", caption.textContent);
svg.removeAttribute("width");
svg.removeAttribute("height");
svg.pauseAnimations();
copy.toggleFullSize = () => dialog.close();
copy.onChange = () => bar.update(copy.running, copy.index ?? 0, copy.label);
if (card.cells) new Pointer(copy, $("output", bar), card.cells, 0);
fullSize = { card, player: copy };
const running = player.running;
player.pause();
transfer(player, copy, running);
if (!dialog.open) dialog.showModal();
$("[data-action=play]", bar).focus();
}
function textOf(className, text) {
const element = document.createElement("p");
element.className = className;
element.dir = "auto";
element.textContent = text;
return element;
}
function returnToCard() {
const { card, player } = fullSize;
const running = player.running;
player.pause();
fullSize = null;
transfer(player, card.player, running);
}
function transfer(from, to, running) {
to.speed = from.speed;
to.goTo(from.index);
to.time = from.timeAt();
if (running) to.play();
}
function turn(by) {
const shown = [...cards.values()].filter(card => !card.element.hidden || card === fullSize.card);
openFullSize(shown[(shown.indexOf(fullSize.card) + by + shown.length) % shown.length]);
}
function toggleScreen() {
if (document.fullscreenElement) document.exitFullscreen();
else $(".stage")?.requestFullscreen?.().catch(() => showStatus("This browser has no full screen"));
}
const TURNS = { n: 1, PageDown: 1, p: -1, PageUp: -1 };
function handleTurns(event) {
if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("select")) return;
const by = TURNS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
if (by) turn(by);
else if (event.key.toLowerCase() === "f") toggleScreen();
else return;
event.preventDefault();
event.stopPropagation();
}
function stayAwake() {
$(".stage")?.classList.remove("idle");
clearTimeout(idleTimer);
idleTimer = setTimeout(() => $(".stage")?.classList.add("idle"), IDLE);
}
function setUpFullSize() {
const dialog = $("#full");
dialog.addEventListener("keydown", handleTurns, true);
handleKeys(dialog, () => fullSize.player);
for (const type of ["pointermove", "pointerdown", "keydown"]) dialog.addEventListener(type, stayAwake);
dialog.addEventListener("close", () => {
const { element } = fullSize.card;
returnToCard();
dialog.replaceChildren();
$("[data-action=full]", element).focus();
});
document.addEventListener("keydown", event => {
const card = event.target.closest?.(".card");
const typed = event.target.closest?.("input, select, textarea");
if (event.key.toLowerCase() !== "f" || typed || event.ctrlKey || event.metaKey || event.altKey) return;
if (card && !fullSize) openFullSize(cards.get(card.id)).then(toggleScreen);
});
}
const cards = new Map();
const arrived = [];
function svgconvFigure(name, markup, cells) {
if (arrived.push([cards.get(name), markup, cells]) === 1) requestAnimationFrame(drawArrived);
}
function drawArrived() {
for (let length = 0; arrived.length && length < 20_000;) {
const [card, markup, cells] = arrived.shift();
const { player, bar } = card;
player.svg.insertAdjacentHTML("beforeend", markup);
player.paint();
card.cells = cells;
if (cells) new Pointer(player, $("output", bar), cells, -1);
card.drawn();
length += markup.length;
}
if (arrived.length) requestAnimationFrame(drawArrived);
}
function draw(card) {
return card.drawing ??= new Promise(done => {
const { id } = card.element;
card.drawn = done;
loadScript(`${id}_inline.js`,
() => svgconvFigure(id, `<image href="${id}.svg" width="100%" height="100%"/>`));
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
function handleStops(card) {
const stops = $$(".player :is(button, input, select), summary, .links > :is(a, button)", card);
for (const stop of stops) stop.tabIndex = -1;
card.addEventListener("keydown", event => {
const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
const from = [card, ...stops].indexOf(event.target);
if (event.ctrlKey || event.altKey || event.metaKey || from < 0) return;
if (event.key === "Escape") card.focus();
if (event.key === "Enter" && !from) $(".picture[role]", card)?.focus();
if (!by || event.target.matches("select")) return;
event.preventDefault();
const enabled = [card, ...stops.filter(stop => !stop.disabled)];
enabled[(enabled.indexOf(event.target) + by + enabled.length) % enabled.length].focus();
});
}
function createCard(element) {
const player = new Player($(".figure", element), element.dataset);
const permalink = $(".links a", element);
const caption = $(".caption", element);
const bar = controls(player, player.frames.length);
player.toggleFullSize = () => openFullSize(cards.get(element.id));
player.onChange = () => {
bar.update(player.running, player.index ?? 0, player.label);
permalink.href = `#${element.id}${player.running ? "" : `@${player.frame}`}`;
};
$("figcaption", element).after(bar);
element.tabIndex = 0;
element.setAttribute("role", "group");
caption.id = `${element.id}.caption`;
element.setAttribute("aria-labelledby", caption.id);
element.setAttribute("aria-keyshortcuts", "Space Enter ArrowLeft ArrowRight ArrowUp ArrowDown Home End F");
if (caption.matches(".long")) caption.tabIndex = 0;
handleKeys(element, () => player);
const arithmetic = $(".arithmetic", element);
if (arithmetic) arithmetic.open = false;
handleStops(element);
const use = $("[popover]", element);
use.setAttribute("role", "dialog");
use.setAttribute("aria-label", `Use this figure: ${caption.textContent.slice(0, 80)}`);
for (const snippet of $$("dd", use)) {
const language = snippet.previousElementSibling.textContent;
makeCopyable(snippet, language);
}
player.show(0);
return { element, player, bar };
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
for (const { player } of cards.values()) player.setSpeed(speed);
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
const command = $(".command");
if (command) makeCopyable(command, "Command");
await createContents();
createColours();
createFilters();
createArithmetic();
setUpFullSize();
for (const grid of $$(".cards")) {
grid.classList.add("open");
grid.getBoundingClientRect(); // lays out this section in this task
await anotherTask();
}
followAddress();
for (const element of $$(".card")) nearObserver.observe(element);
}
addEventListener("hashchange", followAddress);
addEventListener("afterprint", () => $$(".printed").forEach(details => {
details.open = false;
details.classList.remove("printed");
}));
addEventListener("beforeprint", () => {
for (const details of $$(".arithmetic:not([open])")) {
details.open = true;
details.classList.add("printed");
}
const [first, ...others] = $$(".strip");
others.forEach(image => image.loading = "eager");
if (first) setTimeout(() => first.loading = "eager");
});
initialize();
