// Passkeys: joins the form (`data-passkey-form="login"`, "authenticate" or "add") to allauth's script, shows it where the browser knows
// passkeys, and says on the page when one was not taken.
(function () {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);
  const show = (selector) => all(selector).forEach((part) => { part.hidden = false; });
  const form = document.querySelector("[data-passkey-form]");
  if (!form) return;
  if (!window.PublicKeyCredential) {
    show("[data-no-passkey]");
    return;
  }
  const kind = form.dataset.passkeyForm;
  const alone = form.querySelector("[name=passwordless]");
  const ids = { [kind]: "passkey", credential: form.querySelector("[name=credential]").id, data: "js_data" };
  if (alone) ids.passwordless = alone.id;
  window.allauth.webauthn.forms[`${kind}Form`]({ ids });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    show("[data-passkey-error]");
  });
  show("[data-passkey]");
})();
