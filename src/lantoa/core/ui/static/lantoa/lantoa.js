// Conveniences only: every page works without this file. Menus, dialogs, ground, search key, toasts, copying, one submit at a time, error focus.
(function () {
  "use strict";
  const TOAST_MS = 9000;
  const root = document.documentElement;
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  function keep(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch (closed) {
      // storage is closed: the choice lasts for this page
    }
  }

  function kept(name) {
    try {
      return localStorage.getItem(name);
    } catch (closed) {
      return null;
    }
  }

  // ground
  function switchTheme() {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    keep("lantoa-theme", root.dataset.theme);
  }

  // menus: one open at a time; Escape and a press elsewhere close
  function closeMenus(except) {
    all("details[data-menu][open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }

  // dialogs: the browser's own where it has them, else the address alone opens them (:target)
  function openDialog(event, link) {
    const dialog = document.getElementById(link.dataset.dialog);
    if (!dialog || typeof dialog.showModal !== "function") return;
    event.preventDefault();
    dialog.showModal();
  }

  function closeDialog(event, link) {
    const dialog = link.closest("dialog");
    if (!dialog || !dialog.open) return;
    event.preventDefault();
    dialog.close();
  }

  // single-key command: "/" goes to the search box; it can be switched off in the account menu
  const keysOn = () => kept("lantoa-keys") !== "off";

  function showKeys() {
    all("[data-act=keys]").forEach((button) => button.setAttribute("aria-pressed", String(keysOn())));
    all("[data-key-hint]").forEach((hint) => (hint.hidden = !keysOn()));
  }

  function switchKeys() {
    keep("lantoa-keys", keysOn() ? "off" : "on");
    showKeys();
  }

  function onKey(event) {
    if (event.key === "Escape") {
      const open = document.querySelector("details[data-menu][open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
      return;
    }
    const busy = event.target.closest("input, textarea, select, [contenteditable], dialog[open]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || busy || !keysOn()) return;
    const box = all("[data-search]").find((input) => input.offsetParent !== null);
    const link = document.querySelector("[data-search-link]");
    if (!box && !link) return;
    event.preventDefault();
    if (box) box.focus();
    else link.click();
  }

  // toasts leave after a while, never under the pointer or the focus
  function ageToast(toast) {
    let timer = 0;
    const start = () => (timer = setTimeout(() => toast.remove(), TOAST_MS));
    const stop = () => clearTimeout(timer);
    ["mouseenter", "focusin"].forEach((name) => toast.addEventListener(name, stop));
    ["mouseleave", "focusout"].forEach((name) => toast.addEventListener(name, start));
    start();
  }

  // one submit at a time: a second press of the same form is held back until the page comes back; a form that brings a file says data-again
  function onSubmit(event) {
    const form = event.target;
    if ((form.getAttribute("method") || "get").toLowerCase() !== "post" || event.defaultPrevented || "again" in form.dataset) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  }

  function releaseForms() {
    all("form[data-sent]").forEach((form) => delete form.dataset.sent);
    all("[aria-busy=true][type=submit]").forEach((button) => button.removeAttribute("aria-busy"));
  }

  // a text taken away whole: by the clipboard, or by the browser's own copying where that is closed (no https)
  function copyText(event, button) {
    const box = button.closest("[data-copy]");
    const [text, told] = [box.querySelector("input"), box.querySelector("[data-copied]")];
    const done = () => (told.textContent = told.dataset.copied);
    text.select();
    const old = () => document.execCommand("copy") && done();
    if (navigator.clipboard) navigator.clipboard.writeText(text.value).then(done, old);
    else old();
  }

  const ACTS = {
    theme: switchTheme,
    keys: switchKeys,
    copy: copyText,
    print: () => window.print(),
    dismiss: (event, button) => button.closest("[data-toast]").remove(),
  };

  document.addEventListener("click", (event) => {
    const menu = event.target.closest("details[data-menu]");
    closeMenus(menu);
    const act = event.target.closest("[data-act]");
    if (act && ACTS[act.dataset.act]) ACTS[act.dataset.act](event, act);
    const opener = event.target.closest("[data-dialog]");
    if (opener) openDialog(event, opener);
    const closer = event.target.closest("[data-dialog-close]");
    if (closer) closeDialog(event, closer);
    if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onSubmit);
  window.addEventListener("pageshow", releaseForms);
  document.addEventListener("lantoa:unsent", releaseForms);

  all("[data-toast]", document.querySelector("[data-toasts]")).forEach(ageToast);
  const wrong = document.querySelector("main [data-errors]");
  if (wrong) wrong.focus();
  showKeys();
})();
