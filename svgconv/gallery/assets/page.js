"use strict";

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Load a script of the page's folder; `failed` is called where it cannot be read. */
function loadScript(file, failed) {
  const script = document.createElement("script");
  script.src = file;
  script.onload = () => script.remove();
  script.onerror = failed;
  document.head.append(script);
}

/** Show and announce a message for a moment, inside an open popover so that it is visible. */
function showStatus(message) {
  const status = $("#status");
  ($(":popover-open") ?? document.body).append(status);
  status.textContent = message;
  status.classList.remove("visually-hidden");
  clearTimeout(showStatus.timer);
  showStatus.timer = setTimeout(() => status.textContent = "", 2500);
}
