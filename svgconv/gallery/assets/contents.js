/** List the figures of each section below the section's link. */
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
  // On narrow pages the list covers the figures, so it closes when one is chosen.
  contents.addEventListener("click", event => event.target.closest("a") && !beside.matches && open());
}

/** Show only the figures that match every word and filter, and only the sections that have one. */
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

/** Let the reader choose light or dark; "system" follows the reader's system. */
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
