// Before the first paint: marks that scripts run and sets the ground (light or dark). A choice made here is kept in this browser.
(function () {
  "use strict";
  const root = document.documentElement;
  const asked = /[?&]theme=(dark|light)\b/.exec(location.search);
  let kept = null;
  try {
    kept = localStorage.getItem("lantoa-theme");
  } catch (closed) {
    kept = null; // storage is closed: the system's own choice stands
  }
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.classList.add("js");
  root.dataset.theme = asked ? asked[1] : kept || system;
})();
