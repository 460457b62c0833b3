// A figure marked data-panel-open opens its records beside the page. The link itself leads to the same records as a page of their own.
// A panel that stands on the page for good (data-panel-fixed) bears data-open while it is asked: where it has no place beside, it lies over.
// Of the page fetched, the part marked data-panel-content is shown; a page without one is simply opened.
(function () {
  "use strict";
  const panel = document.querySelector("[data-panel]");
  if (!panel || !window.fetch) return;
  const body = panel.querySelector("[data-panel-body]");
  let opener = null;

  function mark(link) {
    document.querySelectorAll("[data-panel-open][aria-current]").forEach((el) => el.removeAttribute("aria-current"));
    if (link) link.setAttribute("aria-current", "true");
  }

  function close() {
    if (!panel.hasAttribute("data-panel-fixed")) panel.hidden = true;
    panel.removeAttribute("data-open");
    mark(null);
    if (opener) opener.focus();
    opener = null;
  }

  async function open(link) {
    const response = await fetch(link.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const content = page.querySelector("[data-panel-content]");
    if (!response.ok || response.redirected || !content) {
      location.assign(link.href);
      return;
    }
    opener = link;
    mark(link);
    body.replaceChildren(document.importNode(content, true));
    if (window.htmx) window.htmx.process(body);
    panel.hidden = false;
    panel.setAttribute("data-open", "");
    panel.scrollTop = 0;
    if (panel.hasAttribute("data-panel-fixed") && getComputedStyle(panel).position === "fixed") link.scrollIntoView({ block: "start" });
    panel.focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-panel-open]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link && plain && !event.defaultPrevented) {
      event.preventDefault();
      panel.setAttribute("aria-busy", "true");
      open(link)
        .catch(() => location.assign(link.href))
        .finally(() => panel.removeAttribute("aria-busy"));
    }
    if (event.target.closest("[data-panel-close]")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !document.querySelector("dialog[open]")) close();
  });
})();
