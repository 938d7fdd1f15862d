const GUIDE = "https://arxiv.org/abs/1603.07285";
const BRACKETS = { floor: ["⌊", "⌋"], ceil: ["⌈", "⌉"] };

/** Reads an expression such as `floor((i + 2p - k) / s) + 1`, and returns it as MathML. */
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

  /** Each part is its MathML, and the MathML inside its parentheses if it has some. */
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

/** Replace a line of arithmetic by MathML, a row for each equals sign; leave what is not known. */
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

/** Set the arithmetic of a figure when its reader opens it. */
function createArithmetic() {
  document.addEventListener("click", event => {
    const details = event.target.closest?.(".arithmetic > summary")?.parentElement;
    if (details) $$("p:not([data-text])", details).forEach(setArithmetic);
  });
}
