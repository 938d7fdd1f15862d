/** The figure in the whole window: the card it comes from, and the player of its copy. */
let fullSize = null;
const IDLE = 3000;
let idleTimer;

/** Show a copy of a card's figure in the whole window; it continues from the same frame. */
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

/** Let the card's figure continue from the state of its copy. */
function returnToCard() {
  const { card, player } = fullSize;
  const running = player.running;
  player.pause();
  fullSize = null;
  transfer(player, card.player, running);
}

/** Continue with the player `to` from the state of the player `from`. */
function transfer(from, to, running) {
  to.speed = from.speed;
  to.goTo(from.index);
  to.time = from.timeAt();
  if (running) to.play();
}

/** Show the figure that is `by` figures after this one, among those that are not hidden. */
function turn(by) {
  const shown = [...cards.values()].filter(card => !card.element.hidden || card === fullSize.card);
  openFullSize(shown[(shown.indexOf(fullSize.card) + by + shown.length) % shown.length]);
}

/** Fill the screen, or leave it. Where the browser cannot, the window stays filled. */
function toggleScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else $(".stage")?.requestFullscreen?.().catch(() => showStatus("This browser has no full screen"));
}

const TURNS = { n: 1, PageDown: 1, p: -1, PageUp: -1 };

/** A clicker sends Page Down and Page Up. */
function handleTurns(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("select")) return;
  const by = TURNS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (by) turn(by);
  else if (event.key.toLowerCase() === "f") toggleScreen();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Hide the controls after a while without the pointer and the keyboard. */
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
