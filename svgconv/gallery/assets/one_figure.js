/** The player of a page with one figure, and its playback, which the next figure continues. */
let player = null;
let playback = { running: !reducedMotion.matches, index: 0, speed: 1 };

function* allPlayers() {
  if (player) yield player;
}

/** Keep the playback of the figure that is about to go. */
function leave() {
  if (player) playback = player.playback;
  player = null;
}

/** Play a figure that is in the page, and return its controls; `label` returns the words on its frame.
 *
 * `cells` is what the pointer needs to know, if it has a meaning. */
function playFigure(svg, data, cells, label = () => player.label) {
  leave();
  player = new Player(svg, data);
  const bar = controls(player, player.frames.length);
  player.onChange = () => bar.update(player.running, player.index ?? 0, label());
  if (cells) new Pointer(player, $("output", bar), cells, 0);
  player.follow(playback);
  return bar;
}
