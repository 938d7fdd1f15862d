/** Let the keyboard scroll a snippet, and give it a button that copies it. */
function makeCopyable(snippet, language) {
  const pre = $("pre", snippet);
  pre.tabIndex = 0;
  pre.setAttribute("role", "group");
  pre.setAttribute("aria-label", language);
  const copy = document.createElement("button");
  copy.textContent = "Copy";
  copy.type = "button";
  copy.setAttribute("aria-label", `Copy ${language}`);
  copy.addEventListener("click", () => copyText(pre));
  snippet.append(copy);
}

/** Copy with the clipboard API, or through the selection if the page may not use that API. */
async function copyText(pre) {
  try {
    await navigator.clipboard.writeText(pre.textContent);
  } catch {
    getSelection().selectAllChildren(pre);
    if (!document.execCommand("copy")) return showStatus("Selected: press Ctrl+C to copy");
    getSelection().removeAllRanges();
  }
  showStatus("Copied");
}
