/** The operations: their controls, and the files of their figures. */
const operations = JSON.parse($("#explored").textContent);
const form = $("#form");
const picture = $("#picture");

const operationNow = () => operations.find(({ name }) => name === form.elements.operation.value);
const controlsOf = ({ parameters, looks }) =>
  [...parameters, ...looks.filter(({ texts }) => texts.length > 1)];

/** Return the place of a control's value among its values. */
function placeOf(control) {
  const field = form.elements[control.name];
  if (!field) return 0;
  const text = field.value.trim();
  const place = control.texts.indexOf(control.numeric && text ? String(Number(text)) : text);
  field.toggleAttribute("aria-invalid", place < 0);
  if (place < 0) {
    const [least, most] = [control.texts[0], control.texts.at(-1)];
    throw new Error(`${control.name}: ${text || "nothing"} is not on this page; use ${least} to ${most}`);
  }
  return place;
}

/** Return the place of a combination; the last control changes fastest. */
const combined = controls =>
  controls.reduce((place, control) => place * control.texts.length + placeOf(control), 0);

/** The controls' texts as the address holds them. */
function query() {
  const fields = [...form.elements].filter(({ name }) => name);
  return `#${new URLSearchParams(fields.map(({ name, value }) => [name, value]))}`;
}

let turn = 0, drawn = "";

/** Show the figure of the controls; only the last of quick changes is shown. */
async function redraw() {
  const address = query();
  if (address === drawn) return;
  drawn = address;
  const own = ++turn;
  const operation = operationNow();
  let lines;
  try {
    const look = combined([...operation.looks].reverse());
    lines = await documentOf(operation, look, combined(operation.parameters));
  } catch (error) {
    lines = [error.message];
  }
  if (own !== turn) return;
  const start = lines.findIndex(line => line.startsWith("<svg"));
  if (start < 0) showReason(lines.join("\n"));
  else {
    const facts = lines.slice(0, start).map(line => line.split("\t"));
    const ids = facts.find(([kind]) => kind === "ids");
    const svg = lines.slice(start).join("\n");
    showFigure(facts, svg.replace(/[\x01\x02]/g, place => ids[place.charCodeAt(0)]));
  }
  $("#address").href = address;
  clearTimeout(redraw.timer);
  redraw.timer = setTimeout(() => history.replaceState(null, "", address), 200);
}

let shown = null;

function showReason(reason) {
  leave();
  shown = null;
  const words = document.createElement("p");
  words.className = "reason";
  words.setAttribute("role", "alert");
  words.textContent = reason;
  $(".player", $("#drawing"))?.remove();
  picture.replaceChildren(words);
  $("#facts").hidden = true;
}

/** Return a figure for the page: its policy allows no style in it, and it has the dark colours. */
function figureOf(svg, theme) {
  const text = svg.replace(/<style>[^]*?<\/style>/, "");
  const figure = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  figure.setAttribute("class", `figure ${["guide", "auto", "dark"].includes(theme) ? theme : ""}`);
  $("metadata", figure).remove();
  return document.adoptNode(figure);
}

function showFigure(facts, svg) {
  const texts = kind => facts.filter(([one]) => one === kind).map(fact => fact.at(-1));
  shown = { svg, name: operationNow().name };
  const figure = figureOf(svg, texts("theme")[0]);
  const around = document.createElement("div");
  around.append(figure);
  picture.replaceChildren(around);
  $(".player", $("#drawing"))?.remove();
  picture.after(playFigure(figure, JSON.parse(texts("player")[0]), texts("cells").join("")));
  $("#size").textContent = `${texts("size")[0]}, ${texts("frames")[0]}`;
  $("#title").textContent = $("title", figure).textContent;
  $("#description").textContent = $("desc", figure).textContent;
  $("#arithmetic").replaceChildren(...["step", "remark"].flatMap(texts).map(text => {
    const line = document.createElement("p");
    line.textContent = text;
    return line;
  }));
  showCode(facts.filter(([kind]) => kind === "code"));
  $("#facts").hidden = false;
}

/** Show the snippets; a snippet of several lines is several facts. */
function showCode(facts) {
  const snippets = new Map();
  for (const [, language, line] of facts) {
    snippets.set(language, [...snippets.get(language) ?? [], line]);
  }
  $("#code").replaceChildren(...[...snippets].flatMap(([language, lines]) => {
    const term = document.createElement("dt"), snippet = document.createElement("dd");
    const pre = document.createElement("pre");
    term.textContent = language;
    pre.textContent = lines.join("\n");
    snippet.append(pre);
    makeCopyable(snippet, language);
    return [term, snippet];
  }));
}

/** Return the figure as a picture, at the frame that is shown. */
async function png() {
  const now = (player.index + 0.5) * player.duration;
  const svg = shown.svg.replace(/<(animate\w*|set) (?![^>]*\bbegin=)/g, `<$1 begin="-${now}s" `);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise(done => canvas.toBlob(done, "image/png"));
}

const contents = {
  svg: () => new Blob([shown.svg], { type: "image/svg+xml" }),
  png,
};

async function save(format) {
  const link = document.createElement("a");
  link.download = `${shown.name}.${format}`;
  link.href = URL.createObjectURL(await contents[format]());
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Create the control of a parameter: a number with buttons and a slider, or a list. */
function createControl(control) {
  const field = document.createElement("div");
  field.className = "field";
  const label = document.createElement("label");
  label.textContent = control.label;
  label.htmlFor = `field-${control.name}`;
  label.title = control.help;
  field.append(label);
  const own = document.createElement(control.numeric ? "input" : "select");
  own.name = control.name;
  own.id = label.htmlFor;
  if (control.numeric) field.append(...numberControls(control, own));
  else {
    own.append(...control.texts.map(text => new Option(text, text)));
    field.append(own);
  }
  own.value = control.texts[control.start];
  return field;
}

function numberControls({ label, texts }, number) {
  number.type = "number";
  number.inputMode = "numeric";
  const slider = document.createElement("input");
  slider.type = "range";
  slider.setAttribute("aria-label", `${label}, slider`);
  for (const one of [number, slider]) [one.min, one.max] = [texts[0], texts.at(-1)];
  const [less, more] = [["−", "Less"], ["+", "More"]].map(([sign, word]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1; // the arrow keys of the field do the same
    button.textContent = sign;
    button.setAttribute("aria-label", `${word}: ${label}`);
    button.addEventListener("click", () => {
      if (word === "Less") number.stepDown();
      else number.stepUp();
      number.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return button;
  });
  const group = document.createElement("div");
  group.className = "number";
  group.append(less, number, more);
  return [group, slider];
}

/** Show the controls of the operation; the ones that the last operation also had keep their values. */
function createControls(values) {
  $("#controls").replaceChildren(...controlsOf(operationNow()).map(createControl));
  setValues(values);
}

function setValues(values) {
  for (const control of controlsOf(operationNow())) {
    const text = values.get(control.name);
    if (control.texts.includes(text)) form.elements[control.name].value = text;
  }
  updateSliders();
}

function updateSliders() {
  for (const slider of $$("[type=range]", form)) {
    slider.value = $("[type=number]", slider.parentElement).value;
  }
}

function changed(event) {
  const { target } = event;
  if (target === form.elements.operation) createControls(new URLSearchParams(drawn.slice(1)));
  if (target.type === "range") $("[type=number]", target.parentElement).value = target.value;
  else updateSliders();
  redraw();
}

/** Follow the address: `#operation=conv&stride=2`, also with a question mark. */
function followAddress(address) {
  clearTimeout(redraw.timer);
  const { search, hash } = new URL(address);
  const last = new Map(new URLSearchParams(`${search.slice(1)}&${hash.slice(1)}`));
  const wanted = operations.find(({ name }) => name === last.get("operation"));
  if (wanted && wanted !== operationNow()) {
    form.elements.operation.value = wanted.name;
    createControls(last);
  } else setValues(last);
  redraw();
}

// Events that do not bubble also arrive in the capturing phase.
form.addEventListener("input", changed, true);
form.addEventListener("change", changed, true);
form.addEventListener("submit", event => event.preventDefault());
for (const button of $$("[data-save]")) {
  button.addEventListener("click", () => save(button.dataset.save));
}
$("#drawing").tabIndex = 0;
handleKeys($("#drawing"), () => player);
addEventListener("hashchange", event => followAddress(event.newURL));
createControls(new Map());
followAddress(location.href);
