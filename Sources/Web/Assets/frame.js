"use strict";
// The page of the widget, which stands in a frame of the CRM's page. It talks to that page alone, and only if
// its origin is one that may hold it. app.js keeps the cards and the bell fresh.
(() => {
  const place = document.getElementById("widget");
  const { origin, dial: address, enter } = place.dataset;
  const isIn = place.hasAttribute("data-calls");
  const say = (type, more) => {
    if (origin && window.parent !== window) window.parent.postMessage({ ...more, phonet: 1, type }, origin);
  };

  // A browser may keep nothing for a frame of another site.
  const stored = (act) => { try { return act(); } catch { return null; } };

  // What was told of calls is kept while the window is open, so that the next page of the CRM is not told again.
  const told = new Map(JSON.parse(stored(() => sessionStorage.getItem("phonet-told")) || "[]"));
  const tell = (calls) => {
    const live = new Set(calls.map(({ uuid }) => uuid));
    told.forEach((call, uuid) => {
      if (live.has(uuid)) return;
      if (call.state !== "ended") say("call", { ...call, state: "ended" });
      told.delete(uuid);
    });
    calls.forEach((call) => {
      const known = told.get(call.uuid);
      if (!known || known.state !== call.state) say("call", call);
      told.set(call.uuid, call);
    });
    stored(() => sessionStorage.setItem("phonet-told", JSON.stringify([...told])));
  };

  const openAs = async (url) => {
    try {
      const link = new URL(url, location.href);
      if (link.origin !== location.origin || !link.pathname.startsWith(enter)) throw new Error("not a sign-in link");
      const answer = await fetch(link, { headers: { "X-Phonet-Widget": "1" }, redirect: "manual", cache: "no-store" });
      if (answer.status !== 204) throw new Error("refused");
      new BroadcastChannel("phonet-door").postMessage("in");
      location.reload();
    } catch { say("signed-out"); }
  };

  const news = document.getElementById("widget-news");
  let hiding = 0;
  const show = (words, isBad) => {
    clearTimeout(hiding);
    news.textContent = words;
    news.classList.toggle("bad", isBad);
    news.hidden = false;
    hiding = setTimeout(() => { news.hidden = true; }, isBad ? 12000 : 6000);
  };
  const dial = async (phone, externalID) => {
    const words = place.dataset;
    if (!isIn) { say("trouble", { text: words.signedOut }); return; }
    const form = new URLSearchParams({ form_token: words.token, phone: String(phone || "") });
    if (externalID) form.set("external_id", String(externalID));
    try {
      const answer = await fetch(address, { method: "POST", body: form, redirect: "manual" });
      if (answer.type === "opaqueredirect") { location.reload(); return; }
      const { uuid, phone: dialled, text } = await answer.json();
      if (answer.status === 202) {
        show(text, false);
        say("dialled", { uuid, phone: dialled });
        return;
      }
      show(text, true);
      say("trouble", { text });
    } catch {
      show(words.failed, true);
      say("trouble", { text: words.failed });
    }
  };

  addEventListener("message", ({ data, origin: from, source }) => {
    if (!origin || source !== window.parent || from !== origin || !data || data.phonet !== 1) return;
    if (data.type === "dial") dial(data.phone, data.external_id);
    if (data.type === "open-as") openAs(data.url);
  });
  new ResizeObserver(() => {
    const { width, height } = place.getBoundingClientRect();
    say("resize", { width, height });
  }).observe(place);

  if (!isIn) {
    say("signed-out");
    new BroadcastChannel("phonet-door").onmessage = () => location.reload();
    return;
  }
  say("ready");
  tell(JSON.parse(place.dataset.calls));
  const live = document.getElementById("live");
  live.addEventListener("news", ({ detail }) => tell(detail.calls || []));
  live.addEventListener("over", () => location.reload());

  const dialler = document.getElementById("dialler");
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.call, #dialler")) return;
    event.preventDefault();
    dial(event.target.elements.phone.value);
    if (event.target === dialler) dialler.reset();
  });
  const fold = document.getElementById("fold");
  const bar = document.getElementById("widget-bar");
  let folded = null;
  const look = () => {
    const isOpen = folded === null ? stored(() => localStorage.getItem("phonet-widget")) !== "folded" : !folded;
    bar.hidden = !isOpen;
    fold.setAttribute("aria-expanded", String(isOpen));
  };
  fold.addEventListener("click", () => {
    folded = !bar.hidden;
    stored(() => localStorage.setItem("phonet-widget", folded ? "folded" : "open"));
    look();
  });
  addEventListener("storage", () => { folded = null; look(); });
  look();
})();
