// node optimise.mjs PACKAGES TOOL < {"name": "<svg>..."}: the same object with optimised texts.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [packages, tool] = process.argv.slice(2);
const require = createRequire(packages + '/');
const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
const texts = JSON.parse(readFileSync(0, 'utf8'));

const svgo = async (name, settings) => {
  const { optimize } = await load(name);
  return (text) => optimize(text, settings).data;
};
const { default: ours } = await import('../../docs/svgo.config.mjs');
const keepBox = { name: 'preset-default', params: { overrides: { removeViewBox: false } } };
const tools = {
  'svgo 4': () => svgo('svgo4', { multipass: true }),
  'svgo 4, once': () => svgo('svgo4', { plugins: ['preset-default'] }),
  'svgo 3': () => svgo('svgo3', { multipass: true, plugins: [keepBox] }),
  'svgo 2': () => svgo('svgo2', { multipass: true, plugins: [keepBox] }),
  'svgo 4, our configuration': () => svgo('svgo4', ours),
  'svgo 3, our configuration': () => svgo('svgo3', ours),
  'html-minifier-terser': async () => {
    const { minify } = await load('html-minifier-terser');
    const settings = {
      collapseWhitespace: true,
      collapseBooleanAttributes: true,
      minifyCSS: true,
      removeAttributeQuotes: true,
      removeComments: true,
      removeEmptyAttributes: true,
      removeRedundantAttributes: true,
      sortAttributes: true,
      sortClassName: true,
    };
    return (text) => minify(text, settings);
  },
};

const optimise = await tools[tool]();
for (const name of Object.keys(texts)) texts[name] = await optimise(texts[name]);
process.stdout.write(JSON.stringify(texts));
