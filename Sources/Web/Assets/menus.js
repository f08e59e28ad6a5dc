"use strict";
// Menus are <details class="drop">, which open and close without a script. This closes an open one on Escape, on
// a click elsewhere, and when another opens.
(() => {
  const open = () => document.querySelectorAll("details.drop[open]");
  document.addEventListener("click", ({ target }) => open().forEach((menu) => { if (!menu.contains(target)) menu.open = false; }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => {
      const held = menu.contains(document.activeElement);
      menu.open = false;
      if (held) menu.querySelector("summary").focus();
    });
  });
})();
