const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Create an element of an SVG. */
function svgElement(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** Points at the cells of a player's figure: outlines what they read, and goes to their frames. */
class Pointer {
  // The text is what svgconv writes about the cells, and the output is the player's.
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

  /** The cells, which are read when they are needed. */
  get cells() { return this.parsed ??= new Cells(JSON.parse(this.text)); }

  under({ clientX, clientY }) {
    const matrix = this.player.svg.getScreenCTM().inverse();
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix);
    return this.cells.at(x, y);
  }

  /** Outline what a unit reads and what reads it; without one, that of the frame if it has the focus. */
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

  /** Show a sum below the picture, over what is there. */
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

  /** Move over the output's cells in rows and columns, as far as the player shows their frames. */
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
