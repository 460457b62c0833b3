// Forms in which something would be lost with the connection (`data-draft`, or files) are sent from here, not by the browser: how far a
// sending is, is told beside the form; where the connection is lost, or a file can no longer be read, a sentence says so there, and all
// that was typed and chosen stays. Where the answer leads on, the browser goes there; any other answer is shown in place of the page.
// Without this file the browser sends the same forms to the same addresses.
(function () {
  "use strict";
  const SLOW_MS = 1500; // shorter sendings need no telling
  const STILL_MS = 60000; // nothing moved for so long: the connection is taken for lost
  const ANSWER_MS = 180000; // the server may read pictures for 40 s
  const TOO_LARGE = 413;
  const template = document.getElementById("sending");
  if (!template) return;

  function carries(form) {
    const post = (form.getAttribute("method") || "get").toLowerCase() === "post";
    const loses = "draft" in form.dataset || form.enctype === "multipart/form-data";
    return post && loses && !("again" in form.dataset) && !form.hasAttribute("hx-post") && !form.target;
  }

  const files = (form) => Array.from(form.querySelectorAll("input[type=file]")).flatMap((box) => Array.from(box.files));

  async function unreadable(form) {
    for (const file of files(form)) {
      try {
        await new Response(file).arrayBuffer(); // a part of one that is gone reads as empty
      } catch (gone) {
        return file.name;
      }
    }
    return "";
  }

  // one place beside the button that was pressed; `which` of the template's notices stands there
  function tell(form, submitter, which) {
    form.querySelectorAll("[data-sending-told]").forEach((old) => old.remove());
    if (!which) return null;
    const made = template.content.querySelector(`[data-told=${which}]`).cloneNode(true);
    made.setAttribute("data-sending-told", which);
    const foot = submitter && form.contains(submitter) ? submitter.closest(".form-foot, .btn-group") || submitter : null;
    if (foot) foot.before(made);
    else form.append(made);
    if (made.getAttribute("role") === "alert") made.scrollIntoView({ block: "nearest" });
    return made;
  }

  function leave(target) {
    if (target.hash && target.pathname + target.search === location.pathname + location.search) {
      history.replaceState(null, "", target.href); // the address alone would only scroll
      location.reload();
    } else location.assign(target.href);
  }

  // a form that comes back for something else than its files still has them; data-judged says that each file had its answer
  function giveBack(chosen) {
    document.querySelectorAll("form:not([data-judged]) input[type=file]:not([aria-invalid=true])").forEach((box) => {
      if (chosen[box.name]) box.files = chosen[box.name];
    });
  }

  function show(request, form) {
    const go = request.getResponseHeader("X-Lantoa-Go");
    if (go) {
      tell(form, null, ""); // whoever comes back finds the form as it was
      leave(new URL(go, location.href));
      return;
    }
    const boxes = Array.from(form.querySelectorAll("input[type=file]"), (box) => [box.name, box.files]);
    document.open();
    document.addEventListener("DOMContentLoaded", () => giveBack(Object.fromEntries(boxes)));
    document.write(request.responseText);
    document.close();
    window.scrollTo(0, 0); // the address stays the one of the form's page: to load it anew asks nothing twice
  }

  function send(form, submitter) {
    const request = new XMLHttpRequest();
    const data = new FormData(form);
    if (submitter && submitter.name) data.append(submitter.name, submitter.value);
    let all = false; // whether all of it has left
    let told = null;
    let still = 0;

    const watch = (ms) => {
      clearTimeout(still);
      still = setTimeout(() => lost(), ms);
    };
    const slow = setTimeout(() => {
      told = tell(form, submitter, all ? "waiting" : "sending");
      const stop = told.querySelector("[data-act=sending-stop]");
      if (stop) stop.addEventListener("click", () => ended(""));
    }, SLOW_MS);

    function ended(which) {
      clearTimeout(slow);
      clearTimeout(still);
      request.onload = request.onerror = null;
      request.abort();
      document.dispatchEvent(new Event("lantoa:unsent")); // the form may be sent again
      return tell(form, submitter, which);
    }

    async function lost() {
      const unsure = all;
      const name = await unreadable(form);
      const notice = ended(name ? "unreadable" : unsure ? "unsure" : "lost");
      if (name) notice.querySelector("[data-name]").textContent = name;
    }

    request.upload.onprogress = (event) => {
      watch(STILL_MS);
      const bar = told && told.querySelector("progress");
      if (bar && event.lengthComputable) bar.value = event.loaded / event.total;
    };
    request.upload.onload = () => {
      all = true;
      watch(ANSWER_MS);
      if (told) told = tell(form, submitter, "waiting");
    };
    request.onerror = lost;
    request.onload = () => {
      all = true;
      clearTimeout(slow);
      clearTimeout(still);
      if (request.getResponseHeader("X-Lantoa-Answer")) show(request, form);
      else if (request.status === TOO_LARGE) ended("large");
      else lost(); // what stands before the program has answered in its place
    };
    tell(form, submitter, "");
    watch(STILL_MS);
    request.open("POST", (submitter && submitter.getAttribute("formaction")) || form.getAttribute("action") || location.href);
    request.setRequestHeader("X-Lantoa-Sent", "script");
    request.send(data);
  }

  // the button that was pressed; older browsers do not name it, but it has the focus
  function pressed(event) {
    const held = document.activeElement;
    return event.submitter || (held && held.form === event.target && held.type === "submit" ? held : null);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = pressed(event);
    if (event.defaultPrevented || !carries(form) || (!button && form.querySelector("button[name], input[type=submit][name]"))) return;
    event.preventDefault();
    send(form, button);
  });
})();
