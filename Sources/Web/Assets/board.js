"use strict";
(() => {
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);
  // 1:42 or 1:02:03.
  const duration = (total) => {
    const two = (number) => String(number).padStart(2, "0");
    const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
    return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  };

  // The live board loads itself again when the poll tells another stamp of it, and every 15 s. Of a list it
  // replaces, adds, moves and removes only the rows that differ; clocks run in between.
  each("[data-board]", (board) => {
    const still = (part) => part.outerHTML.replace(/(data-since="\d+">)[^<]*/g, "$1");
    let [ahead, stamp, timer, isAsking] = [Number(board.dataset.now) - Date.now(), board.dataset.stamp, 0, false];
    let wanted = stamp;
    const tick = () => document.body.classList.contains("stopped") || each("[data-since]", (clock) => {
      const text = duration(Math.max(0, Math.floor((Date.now() + ahead - Number(clock.dataset.since)) / 1000)));
      if (clock.textContent !== text) clock.textContent = text;
    }, board);
    const renewRows = (list, next) => {
      const rows = [...next.children];
      const ids = new Set(rows.map((row) => row.id));
      const known = new Map([...list.children].map((row) => [row.id, row]));
      known.forEach((row, id) => { if (!ids.has(id)) row.remove(); });
      rows.forEach((row, place) => {
        const old = known.get(row.id);
        const kept = old && still(old) === still(row) ? old : row;
        if (old && kept !== old) old.replaceWith(row);
        if (list.children[place] !== kept) list.insertBefore(kept, list.children[place] || null);
      });
    };
    const load = async () => {
      clearTimeout(timer);
      if (isAsking) return;
      isAsking = true;
      const told = wanted;
      try {
        const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const next = page.getElementById(board.id);
        if (next) {
          ahead = Number(next.dataset.now) - Date.now();
          stamp = next.dataset.stamp;
          each("[data-part]", (part) => {
            const now = page.getElementById(part.id);
            if (part.dataset.part === "rows") renewRows(part, now);
            else if (now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes);
          }, board);
          tick();
        } else if (answer.ok) return location.reload();
      } catch { /* Network error: try again. */ }
      isAsking = false;
      if (wanted === told) wanted = stamp;
      // The board moved on while it was loaded: once more, but not faster than twice a second.
      timer = setTimeout(load, wanted === stamp ? 15000 : 500);
    };
    timer = setTimeout(load, 15000);
    setInterval(tick, 1000);
    const region = document.getElementById("live");
    if (region) region.addEventListener("board", ({ detail }) => { wanted = detail; if (wanted !== stamp) load(); });
  });
})();
