const form = $("#form");
const TYPING_DELAY = 150;

let pending = null;
let typing;
/** Whether the next change is a new one, to which the browser's back button returns. */
let settled = true;

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
  if (`?${query}` !== location.search) {
    history[settled ? "pushState" : "replaceState"](null, "", `./?${query}`);
    settled = false;
  }
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
  leave();
  $("#result").replaceWith(document.adoptNode(result));
  setUpResult();
  announce($(".sizes").textContent);
}

/** Replace the fields when the operation changes; the typed values and the focus are kept. */
function replaceFields(page) {
  const before = formQuery();
  const focused = document.activeElement?.id;
  const open = $$("details", form).map(group => group.open);
  $("#groups").replaceWith(document.adoptNode($("#groups", page)));
  $$("details", form).forEach((group, index) => group.open ||= open[index]);
  document.getElementById(focused)?.focus();
  history.replaceState(null, "", `./?${formQuery()}`);
  const names = [...before.keys()].filter(name => !(name in form.elements));
  const left = names.join(", ").replaceAll("_", " ");
  $("#left-out").textContent = left && `Left out, because this operation does not have them: ${left}.`;
}

/** Put a dropped file's recipe into the field for pasted figures, and use it. */
async function takeFile(file) {
  const text = await file.text();
  const recipe = new DOMParser().parseFromString(text, "image/svg+xml").querySelector("metadata");
  $("#field-figure").value = recipe?.textContent ?? text;
  $("#paste").requestSubmit();
}

for (const kind of ["dragover", "dragleave", "drop"]) {
  $("#paste").addEventListener(kind, event => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    $("#paste").classList.toggle("over", kind === "dragover");
    if (kind === "drop") takeFile(event.dataTransfer.files[0]);
  });
}

/** Announce a message to screen readers. */
function announce(message) {
  $("#status").textContent = message;
  $("#status").classList.add("visually-hidden");
}

/** Add the player's controls to the figure, and the copy buttons to the snippets. */
function setUpResult() {
  const svg = $(".picture > svg"), data = $("#result").dataset;
  if (svg && data.frames.includes(",")) {
    const label = () => `frame ${player.frame} of ${player.frames.length}, ${player.place}`;
    const bar = playFigure(svg, data, data.cells, label);
    $(".picture").after(Object.assign(bar, { role: "group", ariaLabel: "Playback" }));
  } else if (svg && data.cells) {
    const still = new Player(svg, data);
    still.show(0);
    new Pointer(still, document.createElement("output"), data.cells, 0);
  }
  for (const snippet of $$("dd")) makeCopyable(snippet, snippet.previousElementSibling.textContent);
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
  clearTimeout(typing);
  typing = setTimeout(redraw, TYPING_DELAY);
}

form.addEventListener("input", event => {
  if (event.target.name === "operation") $("[name=view]", form).value = "";
  scheduleRedraw();
});
form.addEventListener("change", () => {
  clearTimeout(typing);
  redraw();
  settled = true;
});
addEventListener("popstate", () => location.reload());
form.addEventListener("keydown", stepNumber);
form.addEventListener("submit", event => {
  event.preventDefault();
  clearTimeout(typing);
  redraw();
});
document.body.classList.add("live");
setUpResult();
