"use strict";
// Live cards fold to one line some seconds after the end, unless somebody writes on them; ended ones are stacked
// with a count. On a phone they are folded from the start. They stand beside the buttons of a table.
(() => {
  const live = document.getElementById("live");
  const cards = document.getElementById("live-cards");
  if (!live || !cards) return;
  const openSeconds = 10;
  const phone = matchMedia("(max-width: 720px)");
  const isFramed = document.documentElement.className === "framed";
  // A browser may keep nothing.
  const store = (act) => { try { return act(sessionStorage); } catch { return null; } };
  const memory = new Map(JSON.parse(store((kept) => kept.getItem("phonet-cards")) || "[]"));
  let isStackOpen = false, timer = 0;

  const isWriting = (card) => {
    const form = card.querySelector("form[data-note]");
    if (!form) return false;
    if (form.contains(document.activeElement)) return true;
    const { note, seen_note: seen, seen_category: category } = form.elements;
    const chosen = form.querySelector('input[name="category"]:checked');
    return note.value.replaceAll("\r\n", "\n") !== seen.value || (chosen ? chosen.value : "") !== category.value;
  };
  const isOpen = (card, place, now) => {
    const known = memory.get(card.dataset.call) || { ended: 0, choice: "" };
    memory.set(card.dataset.call, known);
    const isEnded = card.hasAttribute("data-ended");
    if (isEnded && !known.ended) [known.ended, known.choice] = [now, ""];
    if (isWriting(card)) return true;
    if (known.choice) return known.choice === "open";
    if (phone.matches && !isFramed) return false;
    return place === 0 && (!isEnded || now - known.ended < openSeconds * 1000);
  };
  const arrange = () => {
    clearTimeout(timer);
    const now = Date.now();
    const all = [...cards.children];
    all.forEach((card, place) => {
      const open = isOpen(card, place, now);
      card.classList.toggle("folded", !open);
      const button = card.querySelector("[data-fold]");
      button.hidden = false;
      button.setAttribute("aria-expanded", String(open));
    });
    const stack = all.filter((card) => card.matches(".folded[data-ended]"));
    all.forEach((card) => {
      const place = stack.indexOf(card);
      card.hidden = place > 0 && !isStackOpen;
      const more = card.querySelector("[data-more]");
      // Only cards of ended calls have it.
      if (!more) return;
      more.hidden = place !== 0 || stack.length < 2;
      more.setAttribute("aria-expanded", String(isStackOpen));
      more.querySelector("span").textContent = String(stack.length - 1);
    });
    const times = all.filter((card) => card.matches("[data-ended]:not(.folded)"))
      .map((card) => memory.get(card.dataset.call).ended + openSeconds * 1000 - now);
    if (times.length) timer = setTimeout(arrange, Math.max(250, Math.min(...times)));
    const shown = new Set(all.map((card) => card.dataset.call));
    [...memory].filter(([key, known]) => !shown.has(key) && now - known.ended > 600000).forEach(([key]) => memory.delete(key));
    store((kept) => kept.setItem("phonet-cards", JSON.stringify([...memory])));
    dodge();
  };

  // The right edge stands left of every button, link and field in the rows of a table that it would cover.
  const dodge = () => {
    if (isFramed) return;
    document.documentElement.style.setProperty("--live", `${cards.children.length ? live.offsetHeight : 0}px`);
    live.style.removeProperty("right");
    if (phone.matches || !cards.children.length) return;
    const width = live.offsetWidth;
    // What is folded away has a place, too.
    const controls = [...document.querySelectorAll("main tbody :is(button, .button, select, input, summary)")]
      .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect())
      .sort((one, other) => other.right - one.right);
    let right = live.getBoundingClientRect().right;
    controls.forEach((one) => { if (one.left < right && one.right > right - width) right = one.left - 12; });
    const rail = document.querySelector("main").getBoundingClientRect().left;
    if (right - width > rail) live.style.setProperty("right", `${document.documentElement.clientWidth - right}px`);
  };

  cards.addEventListener("click", ({ target }) => {
    const card = target.closest("[data-call]");
    if (!card) return;
    if (target.closest("[data-more]")) isStackOpen = !isStackOpen;
    else if (target.closest("[data-fold]") || card.matches(".folded") && !target.closest("a, button"))
      memory.get(card.dataset.call).choice = card.matches(".folded") ? "open" : "folded";
    else return;
    arrange();
  });
  for (const kind of ["input", "focusin", "focusout"]) cards.addEventListener(kind, () => setTimeout(arrange));
  live.addEventListener("news", arrange);
  document.addEventListener("arrived", dodge);
  addEventListener("resize", dodge);
  phone.addEventListener("change", arrange);
  arrange();
})();
