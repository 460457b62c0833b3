// Copies a word of a template; where the browser keeps the clipboard closed, the word is marked so that the keyboard can copy it.
(function () {
  "use strict";
  const SHOWN_MS = 1500;

  function mark(button) {
    const code = button.parentElement.querySelector("code");
    if (code) getSelection().selectAllChildren(code);
  }

  function tell(button) {
    const place = document.querySelector("[data-copied]");
    if (place) place.textContent = `${place.dataset.said}: ${button.dataset.copy}`;
    button.classList.add("is-copied");
    setTimeout(() => button.classList.remove("is-copied"), SHOWN_MS);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    mark(button);
    if (navigator.clipboard) navigator.clipboard.writeText(button.dataset.copy).then(() => tell(button), () => {});
  });
})();
