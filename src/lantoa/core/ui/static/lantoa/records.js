// Choosing records for a common approval: all at once, and how many are chosen. Without this file each is ticked on its own.
(function () {
  "use strict";
  function watch(form) {
    const all = form.querySelector("[data-pick-all]");
    const told = form.querySelector("[data-picked]");
    const picks = () => Array.from(form.querySelectorAll("[data-pick]")).filter((box) => box.offsetParent !== null);
    const words = told ? told.textContent : "";
    function tell() {
      const chosen = picks().filter((box) => box.checked).length;
      if (told) told.textContent = chosen ? `${chosen} / ${picks().length}` : words;
      if (all) {
        all.checked = chosen > 0 && chosen === picks().length;
        all.indeterminate = chosen > 0 && chosen < picks().length;
      }
    }
    form.addEventListener("change", (event) => {
      if (event.target === all) picks().forEach((box) => (box.checked = all.checked));
      tell();
    });
    tell();
  }
  const start = (root) => root.querySelectorAll("form[data-bulk]").forEach(watch);
  start(document);
  document.addEventListener("htmx:afterSettle", (event) => start(event.target.parentElement || document));
})();
