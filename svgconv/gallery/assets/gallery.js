const cards = new Map();

/** The figures' markup that has arrived from their own scripts, and is not yet in the page. */
const arrived = [];

/** A figure's own script calls this; `cells` is what the pointer needs to know, if it has a meaning. */
function svgconvFigure(name, markup, cells) {
  if (arrived.push([cards.get(name), markup, cells]) === 1) requestAnimationFrame(drawArrived);
}

/** Draw a part of what has arrived, so that the browser lays it out and paints in a short task. */
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

/** Request a figure's script once; the promise is kept when the figure is drawn. */
function draw(card) {
  return card.drawing ??= new Promise(done => {
    const { id } = card.element;
    card.drawn = done;
    loadScript(`${id}_inline.js`,
      () => svgconvFigure(id, `<image href="${id}.svg" width="100%" height="100%"/>`));
  });
}

/** Draw the figures that are not near the view, while the browser is idle. */
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

/** A card is one stop of the keyboard; Enter goes to its cells, and the arrows up and down to controls. */
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

/** Plays all visible figures; its frame k is, in each figure, k modulo the figure's frames. */
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

/** Follow the address: `#name` goes to a figure, and `#name@7` also stops it at frame 7. */
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

/** Figures out of view are not painted; their time goes on, so they catch up when they return. */
const viewObserver = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) cards.get(target.id).player.inView = isIntersecting;
  scheduleUpdate();
}, { rootMargin: "10%" });

/** Figures are drawn before they come into view. */
const nearObserver = new IntersectionObserver(entries => {
  const near = entries.filter(entry => entry.isIntersecting).map(entry => cards.get(entry.target.id));
  const drawn = Promise.all(near.map(draw));
  opened ??= drawn.then(drawOthers);
}, { rootMargin: "100%" });
let opened;

const anotherTask = () => new Promise(done => setTimeout(() => done(performance.now())));

/** Set up the figures in short tasks, so that a long page responds while it loads. */
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
  // Chromium prints before these images arrive, unless it finds one that it has to request itself.
  if (first) setTimeout(() => first.loading = "eager");
});
initialize();
