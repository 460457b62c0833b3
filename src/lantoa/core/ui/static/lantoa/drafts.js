// Half-filled forms (`data-draft="a name"`) are kept in this tab, so that a lost connection or a sign-in that ran out loses nothing.
// Kept: what a person typed or chose. Never kept: passwords, files, hidden fields, fields or forms marked data-no-draft, and a text that
// may bear a mark of state secrecy (the server judges; here a field is left out at the first sign of one).
// A draft belongs to one account (body data-user), ends with sign-out, and is dropped once the submit has got through: the page that
// answers it says so (a toast), or comes from the form's page and no longer holds the form. A page that refuses something for its mark
// (data-classified) drops what was sent and what was kept of the forms that it shows.
(function () {
  "use strict";
  const PREFIX = "lantoa-draft:";
  const SKIPPED = ["password", "file", "hidden", "submit", "button", "reset", "image"];
  const HONEY = /(LẤY|BÍ|BẢO|CƠ|ONG|QUAY)\s+MẬT|MẬT\s+(ONG|ĐỘ|KHẨU|MÍA|NGỌT|THIẾT)/gu;
  const MARK = /(^|[^\p{L}])M[\s.]?[ẬÂ][\s.]?T(?!\p{L})|[:[({]\s*Mật(?!\p{L})/u;
  const HIGHER_MARK = /(^|[^\p{L}])(t[ốôóo]i|tuy[ệêẹe]t)[\s_.–-]{0,3}m[ậâạa]t(?!\p{L})/iu;
  const user = document.body.dataset.user || "";
  const stopped = document.body.hasAttribute("data-stopped"); // sign-in and error pages: the submit did not get through

  let store = null;
  try {
    store = window.sessionStorage;
  } catch (closed) {
    return;
  }

  const keys = () => Object.keys(store).filter((key) => key.startsWith(PREFIX));
  const read = (key) => JSON.parse(store.getItem(key) || "null");

  function write(key, draft) {
    try {
      store.setItem(key, JSON.stringify(draft));
    } catch (full) {
      // no room in the tab's store: the form itself still holds everything
    }
  }

  const keyOf = (form) => PREFIX + user + ":" + (form.dataset.draft || location.pathname);

  function marked(text) {
    const plain = text.normalize("NFC").replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "").replace(HONEY, " ");
    return MARK.test(plain) || HIGHER_MARK.test(plain);
  }

  const controls = (form) =>
    Array.from(form.elements).filter((el) => el.name && !SKIPPED.includes(el.type) && !el.closest("[data-no-draft]"));

  function values(form) {
    const found = {};
    controls(form).forEach((el) => {
      const list = (found[el.name] = found[el.name] || []);
      if (el.type === "checkbox" || el.type === "radio") {
        if (el.checked) list.push(el.value);
      } else if (el.multiple) Array.from(el.selectedOptions).forEach((option) => list.push(option.value));
      else list.push(marked(el.value) ? null : el.value);
    });
    return found;
  }

  // what of it says something: a form that comes back may have a row more
  const said = (found) => JSON.stringify(Object.entries(found).filter(([, list]) => list.some((value) => value !== "")));

  function fill(form, saved) {
    const taken = {};
    controls(form).forEach((el) => {
      const list = saved[el.name] || [];
      if (el.type === "checkbox" || el.type === "radio") el.checked = list.includes(el.value);
      else if (el.multiple) Array.from(el.options).forEach((option) => (option.selected = list.includes(option.value)));
      else {
        const index = taken[el.name] || 0;
        taken[el.name] = index + 1;
        if (typeof list[index] === "string") el.value = list[index];
      }
    });
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function offer(form, key, draft) {
    const template = document.getElementById("draft-offer");
    if (!template) return;
    const notice = template.content.firstElementChild.cloneNode(true);
    notice.querySelector("[data-act=draft-restore]").addEventListener("click", () => {
      fill(form, draft.values);
      notice.remove();
    });
    notice.querySelector("[data-act=draft-drop]").addEventListener("click", () => {
      store.removeItem(key);
      notice.remove();
    });
    form.prepend(notice);
  }

  function watch(form) {
    const key = keyOf(form);
    if (form.hasAttribute("data-draft-clear")) store.removeItem(key);
    const draft = read(key);
    if (draft && said(draft.values) !== said(values(form))) offer(form, key, draft);
    let timer = 0;
    const save = () => write(key, { values: values(form), sent: false });
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, 400);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      write(key, { values: values(form), sent: true, from: location.href });
    });
  }

  // what was sent and got through is dropped; what was stopped on its way is offered again
  const forms = Array.from(document.querySelectorAll("form[data-draft]"));
  const refused = Boolean(document.querySelector("[data-errors]"));
  const confirmed = Boolean(document.querySelector("[data-toasts] [data-toast]"));
  const classified = Boolean(document.querySelector("[data-classified]"));
  const shown = forms.map(keyOf);
  keys().forEach((key) => {
    const draft = read(key);
    if (classified && ((draft && draft.sent) || shown.includes(key))) {
      store.removeItem(key);
      return;
    }
    const through = draft && draft.sent && !stopped && !refused && (confirmed || (draft.from === document.referrer && !shown.includes(key)));
    if (through || (user && !key.startsWith(PREFIX + user + ":"))) store.removeItem(key);
    else if (draft && draft.sent && (stopped || refused || shown.includes(key))) write(key, { values: draft.values, sent: false });
  });
  forms.forEach(watch);
  document.addEventListener("submit", (event) => {
    if (event.target.hasAttribute("data-sign-out")) keys().forEach((key) => store.removeItem(key));
  });
})();
