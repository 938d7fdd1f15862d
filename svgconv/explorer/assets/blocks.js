/** The blocks by their numbers, as promises; and what waits for a block's own script. */
const blocks = new Map();
const waiting = new Map();

/** A block's own script calls this. */
function svgconvBlock(number, lines, numbers) {
  waiting.get(number)?.(Promise.all([decompressed(lines), decompressed(numbers)]));
}

async function decompressed(text) {
  const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Request a block once; it has the lines of its figures, and the numbers of each figure's lines. */
function block(number, file) {
  if (!blocks.has(number)) {
    const loading = requested(number, file).then(readBlock);
    blocks.set(number, loading);
    loading.catch(() => blocks.delete(number));
  }
  return blocks.get(number);
}

function requested(number, file) {
  return new Promise((done, fail) => {
    waiting.set(number, done);
    loadScript(file, () => fail(new Error(`${file}: cannot be read; keep it next to this page`)));
  });
}

function readBlock([text, planes]) {
  const lines = new TextDecoder().decode(text).split("\n");
  const count = planes.length / 3;
  const numbers = new Uint32Array(count), starts = [0];
  for (let k = 0; k < count; k++) {
    numbers[k] = planes[k] | planes[count + k] << 8 | planes[2 * count + k] << 16;
    if (numbers[k] === 0xffffff) starts.push(k + 1);
  }
  return { lines, numbers, starts };
}

/** Return the lines of one combination: its facts and its SVG, or the reason why it has none. */
async function documentOf(operation, look, place) {
  const first = look - look % operation.looks[0].texts.length;
  const [{ lines: known }, { lines, numbers, starts }] = await Promise.all(
    [first, look].map(k => block(operation.first + k, operation.files[k])));
  const own = first === look ? 0 : known.length;
  return [...numbers.subarray(starts[place], starts[place + 1] - 1)]
    .map(number => number < own ? known[number] : lines[number - own]);
}
