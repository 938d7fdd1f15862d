// A slide's figure starts when the slide is shown. On a slide with steps, each one is a frame.

const figure = (slide) => slide?.querySelector("svg");
const steps = (slide) => slide.querySelectorAll(".fragment");

function show(slide) {
  const svg = figure(slide);
  if (!svg) return;
  if (!steps(slide).length) {
    svg.setCurrentTime(0);
    svg.unpauseAnimations();
    return;
  }
  const times = JSON.parse(slide.dataset.times);
  svg.pauseAnimations();
  svg.setCurrentTime(times[slide.querySelectorAll(".fragment.visible").length]);
}

document.querySelectorAll("section svg").forEach((svg) => svg.pauseAnimations());
Reveal.on("slidechanged", ({ previousSlide, currentSlide }) => {
  figure(previousSlide)?.pauseAnimations();
  show(currentSlide);
});
Reveal.on("fragmentshown", () => show(Reveal.getCurrentSlide()));
Reveal.on("fragmenthidden", () => show(Reveal.getCurrentSlide()));
Reveal.initialize({ hash: true, width: 960, height: 700 }).then(() => show(Reveal.getCurrentSlide()));
