"use strict";
// An open list, or the page of a call, follows the news that the page gets every second. When the stamp of what
// it shows has changed, it asks for its content again: rows and parts on screen change in their places, rows at
// the end are added, and rows that would push others down are announced.
(() => {
  const live = document.getElementById("live");
  const main = document.querySelector("main[data-follows]");
  if (!live || !main) return;
  const words = main.dataset;
  const pause = 2000;
  const stampOf = (lists) => lists.split(" ")[["calls", "cases", "leads"].indexOf(words.follows)];
  let stamp = stampOf(live.dataset.lists);
  let wanted = stamp, hasStamps = false, heard = 0, isAsking = false, askedAt = -pause, timer = 0, latest = null;

  const hasChanged = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    return field.type !== "hidden" && !field.options && field.value !== field.defaultValue;
  };
  const isInUse = (part) => [...part.querySelectorAll("input, textarea")].some(hasChanged)
    || [...part.querySelectorAll("audio")].some((sound) => !sound.paused)
    || Boolean(part.querySelector("details[open] form"))
    || part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
  const arrived = (part) => document.dispatchEvent(new CustomEvent("arrived", { detail: part }));

  // What came from the server: scripts change parts of it since.
  const sources = new WeakMap();
  const parts = () => main.querySelectorAll("[data-part][id]");
  const bodyOf = (root) => root.querySelector(".content .tablebox tbody");
  const keyOf = (row) => row.dataset.row || row.dataset.href;
  parts().forEach((part) => sources.set(part, part.innerHTML));
  if (bodyOf(main)) [...bodyOf(main).children].forEach((row) => sources.set(row, row.outerHTML));

  const renewParts = (page) => parts().forEach((part) => {
    const now = page.getElementById(part.id);
    if (!now || now.innerHTML === sources.get(part) || isInUse(part)) return;
    sources.set(part, now.innerHTML);
    part.replaceChildren(...[...now.cloneNode(true).childNodes].map((node) => document.adoptNode(node)));
    arrived(part);
  });

  // The line lies over the edge of the table, so that nothing moves when it appears.
  const line = document.createElement("div");
  line.className = "newer";
  line.setAttribute("role", "status");
  const announce = (count) => {
    line.replaceChildren();
    if (!count) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "primary small";
    const form = new Intl.PluralRules(document.documentElement.lang).select(count);
    button.textContent = `${count} ${words[form]} – ${words.show}`;
    button.addEventListener("click", showAll);
    line.append(button);
  };
  const place = (box) => { if (box && line.nextElementSibling !== box) box.before(line); };
  const adopt = (row) => {
    const own = document.importNode(row, true);
    sources.set(own, row.outerHTML);
    return own;
  };
  const showAll = () => {
    const [body, next] = [bodyOf(main), latest && bodyOf(latest)];
    if (!body || !next) { location.reload(); return; }
    body.replaceChildren(...[...next.children].map(adopt));
    announce(0);
    const top = body.closest(".tablebox");
    if (top.getBoundingClientRect().top < 0) top.scrollIntoView();
    const link = body.querySelector("a");
    if (link) link.focus({ preventScroll: true });
  };
  const replace = (row, now) => {
    const isHeld = row.contains(document.activeElement);
    const own = adopt(now);
    row.replaceWith(own);
    const link = isHeld && own.querySelector("a, button");
    if (link) link.focus({ preventScroll: true });
  };
  const leave = (row) => {
    if (row.classList.contains("gone")) return;
    row.classList.add("gone");
    row.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    const note = document.createElement("span");
    note.className = "badge plain";
    note.textContent = words.gone;
    row.querySelector("td").replaceChildren(note);
  };
  const renewRows = (page) => {
    const [body, next] = [bodyOf(main), bodyOf(page)];
    if (!body) {
      const empty = main.querySelector(".content .empty-state");
      if (!empty || !next) return;
      const box = document.importNode(next.closest(".tablebox"), true);
      empty.replaceWith(box);
      [...bodyOf(main).children].forEach((row, at) => sources.set(row, next.children[at].outerHTML));
      return;
    }
    place(body.closest(".tablebox"));
    const fresh = next ? [...next.children] : [];
    const byKey = new Map(fresh.map((row) => [keyOf(row), row]));
    const shown = [...body.children];
    const known = new Set(shown.map(keyOf));
    const last = shown.findLastIndex((row) => byKey.has(keyOf(row)));
    const hasMore = Boolean(page.querySelector('[rel="next"]'));
    shown.forEach((row, at) => {
      const now = byKey.get(keyOf(row));
      if (!now) { if (at < last || !hasMore) leave(row); }
      else if (now.outerHTML !== sources.get(row) && !isInUse(row)) replace(row, now);
    });
    const end = fresh.findLastIndex((row) => known.has(keyOf(row)));
    const added = hasMore || end < 0 ? [] : fresh.slice(end + 1);
    body.append(...added.map(adopt));
    announce(fresh.length - added.length - fresh.filter((row) => known.has(keyOf(row))).length);
  };

  const load = async () => {
    clearTimeout(timer);
    if (document.hidden || isAsking) return;
    const rest = askedAt + pause - performance.now();
    if (rest > 0) { timer = setTimeout(load, rest); return; }
    isAsking = true;
    askedAt = performance.now();
    const told = wanted;
    let next = pause;
    try {
      const headers = { Accept: "text/html", "X-Phonet-Part": "1" };
      const answer = await fetch(location.href, { headers, cache: "no-store", signal: AbortSignal.timeout(10000) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("main[data-follows]");
      if (answer.ok && now && now.dataset.follows === words.follows) {
        latest = page;
        renewParts(page);
        renewRows(page);
      }
      stamp = told;
    } catch { next = 5000; }
    isAsking = false;
    if (stamp !== wanted) timer = setTimeout(load, next);
  };
  live.addEventListener("lists", ({ detail }) => {
    hasStamps = true;
    wanted = stampOf(detail);
    if (wanted !== stamp) load();
  });
  // Whoever sees only their own rows is told no stamps, but hears of their own calls.
  live.addEventListener("news", () => {
    if (hasStamps) return;
    wanted = `news ${heard += 1}`;
    load();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && wanted !== stamp) load(); });
})();
