// svgo's defaults, but they keep the recipe, the title, and the viewBox (svgo 2 and 3 remove these).
export default {
  multipass: true,
  plugins: [
    {
      name: 'preset-default',
      params: { overrides: { removeMetadata: false, removeTitle: false, removeViewBox: false } },
    },
  ],
};
