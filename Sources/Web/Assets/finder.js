"use strict";
(() => {
  // The search of every page: / or Ctrl-K opens it, ? lists the keys. Without this script the link leads to the page.
  const link = document.querySelector("[data-finder]");
  if (!link) return;
  const make = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...inside);
    return made;
  };

  // A window of its own over the page; a click beside it closes it.
  const dialog = (label, ...inside) => {
    const close = make("button", { type: "button", class: "quiet close", "aria-label": link.dataset.close }, "×");
    const made = make("dialog", { class: "finder", "aria-label": label }, close, ...inside);
    close.addEventListener("click", () => made.close());
    made.addEventListener("click", (event) => { if (event.target === made) made.close(); });
    document.body.append(made);
    return made;
  };

  // The part of the search page that a selector names.
  const load = async (query, selector, signal) => {
    const answer = await fetch(link.href + query, { signal, headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(selector);
    if (!part) throw new Error(selector);
    return part;
  };

  let search, field, found, shown, asked;
  const say = (text) => found.replaceChildren(make("p", { class: "muted" }, text));
  const look = async () => {
    const typed = field.value.trim();
    if (asked) asked.abort();
    asked = new AbortController();
    const own = asked;
    if (!typed) { shown = ""; say(link.dataset.hint); return; }
    try {
      const part = await load(`?part=found&q=${encodeURIComponent(typed)}`, "[data-found]", own.signal);
      if (own !== asked) return;
      found.replaceChildren(...part.childNodes);
      shown = typed;
    } catch (error) {
      if (error.name === "AbortError" || own !== asked) return;
      shown = "";
      say(link.dataset.failed);
    }
  };

  const open = () => {
    if (!search) {
      field = make("input", { type: "search", name: "q", maxlength: 100, autocomplete: "off", "aria-label": link.dataset.label,
        placeholder: link.dataset.placeholder });
      found = make("div", { class: "found", role: "status" });
      const form = make("form", { method: "get", action: link.href, role: "search" }, field);
      search = dialog(link.dataset.label, form, found);
      let pause;
      field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(look, 120); });
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        if (shown !== field.value.trim()) { clearTimeout(pause); await look(); }
        const first = found.querySelector("[data-hit]");
        if (first) location.href = first.href;
      });
      search.addEventListener("keydown", (event) => {
        const links = [field, ...found.querySelectorAll("a")];
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) {
          const place = links.indexOf(document.activeElement) + step;
          links[(place + links.length) % links.length].focus();
          event.preventDefault();
        } else if (document.activeElement !== field && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
          field.focus();
        }
      });
      say(link.dataset.hint);
    }
    if (!search.open) search.showModal();
    field.focus();
    field.select();
  };

  let keys;
  const showKeys = async () => {
    try {
      if (!keys) {
        const part = await load("", "[data-keys]");
        keys = dialog(part.querySelector("h2").textContent, ...part.childNodes);
        keys.classList.add("keys");
      }
      if (!keys.open) keys.showModal();
    } catch {
      location.href = link.href;
    }
  };

  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK") {
      event.preventDefault();
      open();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
    if (event.key === "/" || (event.code === "Slash" && !event.shiftKey)) {
      event.preventDefault();
      open();
    } else if (event.key === "?") {
      event.preventDefault();
      showKeys();
    }
  });
})();
