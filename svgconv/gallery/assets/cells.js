// Rows and columns are apart: units of a grid are parts, each a set of rows and a set of columns.

/** What the cells of a figure read of each other, from the data that svgconv writes next to it. */
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

  /** Return the unit under a point in user units, as its grid, row and column; null if there is none. */
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

  /** Return the frame of a unit; -1 if it has none. */
  frameOf({ grid, row, column }) {
    const { frames } = this.grids[grid];
    return frames ? frames[0] + row * frames[1] + column * frames[2] : -1;
  }

  /** Return the unit of a frame, in the largest grid that has one; undefined if there is none. */
  unitOf(frame) {
    return this.grids.flatMap(({ frames, axes: [rows, columns] }, grid) => {
      const [first, down, across] = frames || [];
      const row = down ? Math.floor((frame - first) / down) : 0;
      const column = across ? (frame - first - row * down) / across : 0;
      const is = first <= frame && row < rows[3] && column < columns[3];
      return is ? [{ grid, row, column, size: rows[3] * columns[3] }] : [];
    }).sort((a, b) => a.size - b.size).at(-1);
  }

  /** Return the unit a row down or a column across, also in the next plane; undefined if there is none. */
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

  /** Return the parts of each grid that a unit reads, through all layers, and that read it, and itself. */
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

  /** Return the sum of a unit, written out; "" if there is none. */
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

  /** Return the outline of parts of a grid as path data: a block for the cells that touch. */
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

/** Return the unit in a drawn cell of an axis; -1 if it has none. */
function unitIn([drawn, origin, spacing, count, copies], cell) {
  if (cell < 0 || cell >= drawn) return -1;
  if (copies) return copies[cell];
  const unit = (cell - origin) / spacing;
  return Number.isInteger(unit) && unit >= 0 && unit < count ? unit : -1;
}

/** Return the drawn cells under the taps of an output, for a rule. */
function cellsOf([, first, stride, dilation, taps], output) {
  return first[output] ?? Array.from({ length: taps }, (_, tap) => first + stride * output + dilation * tap);
}

/** Return the units under the taps of each output, for a rule and the axis that it reads. */
function tableOf(rule, axis) {
  return Array.from({ length: rule[0] }, (_, output) =>
    cellsOf(rule, output).map(cell => unitIn(axis, cell)));
}

/** Return what a part reads through a link, or what reads it: with a mask, a part for each used tap. */
function through({ tables, mask }, part, reads) {
  const along = (at, tap) => new Set(tables[at].flatMap((units, output) => {
    const own = mask ? [units[tap]] : units;
    if (!reads) return own.some(unit => part[at].has(unit)) ? [output] : [];
    return part[at].has(output) ? own.filter(unit => unit >= 0) : [];
  }));
  return (mask ?? [[1]]).flatMap((line, row) => line.flatMap((used, column) =>
    used ? [[along(0, row), along(1, column)]] : [])).filter(one => one.every(units => units.size));
}

/** Return the parts that no other part holds. */
function largest(parts) {
  const holds = (one, other) => other.every((units, at) => [...units].every(unit => one[at].has(unit)));
  return parts.reduce((kept, part) => kept.some(one => holds(one, part)) ? kept
    : [...kept.filter(one => !holds(part, one)), part], []);
}

/** Return the drawn cells of units of an axis, as the first and the end of those that touch. */
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
