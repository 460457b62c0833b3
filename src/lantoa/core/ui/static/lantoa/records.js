// Choosing records for a common approval: all at once, and how many are chosen. Without this file each is ticked on its own.
// Filling in a record: names of units for a box that takes several, one a line; what can stand for a part of a declared figure.
(function () {
  "use strict";
  const PAUSE_MS = 300;
  const SHORTEST = 2; // letters of a name

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

  // the line in which the cursor stands: where it begins and ends, and what it says
  function lineOf(area) {
    const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
    const next = area.value.indexOf("\n", area.selectionStart);
    const end = next < 0 ? area.value.length : next;
    return { start, end, last: next < 0, text: area.value.slice(start, end).trim() };
  }

  async function names(area, text) {
    const url = new URL(area.dataset.suggest, location.href);
    const day = area.form.querySelector("[name=day]");
    url.searchParams.set("name", text);
    if (day) url.searchParams.set("day", day.value);
    const response = await fetch(url, { credentials: "same-origin" });
    if (!response.ok || response.redirected) return [];
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return Array.from(page.querySelectorAll("option"), (option) => option.value);
  }

  function suggest(area) {
    const box = document.getElementById(`${area.id}_names`);
    const [told, list] = [box.querySelector("[role=status]"), box.querySelector(".suggest__names")];
    let timer = 0;

    function show(found) {
      told.textContent = found.length ? `${told.dataset.words}: ${found.length}` : "";
      list.replaceChildren(...found.map(button));
      box.hidden = found.length === 0;
    }

    function button(name) {
      const made = document.createElement("button");
      Object.assign(made, { type: "button", className: "btn btn--sm", textContent: name });
      made.addEventListener("click", () => put(name));
      return made;
    }

    function put(name) {
      const line = lineOf(area);
      area.setRangeText(line.last ? `${name}\n` : name, line.start, line.end, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
      show([]);
      area.focus();
    }

    async function look() {
      const { text } = lineOf(area);
      const found = text.length >= SHORTEST ? await names(area, text) : [];
      if (text === lineOf(area).text) show(found.filter((name) => name !== text));
    }

    area.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => look().catch(() => show([])), PAUSE_MS);
    });
    area.addEventListener("keydown", (event) => {
      if (event.key === "Escape") show([]);
    });
  }

  // the list of parts that goes with the figure chosen in the same row
  function choosePart(select) {
    const part = select.closest("fieldset").querySelector("[data-part]");
    if (part) part.setAttribute("list", `parts-${select.value.replace(/\W+/g, "-")}`);
  }

  const start = (root) => root.querySelectorAll("form[data-bulk]").forEach(watch);
  start(document);
  document.querySelectorAll("textarea[data-suggest]").forEach(suggest);
  document.querySelectorAll(".figure-row select").forEach((select) => select.addEventListener("change", () => choosePart(select)));
  document.addEventListener("htmx:afterSettle", (event) => start(event.target.parentElement || document));
})();
