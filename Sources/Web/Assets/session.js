"use strict";
// The session of the page's person, and the way to the server. When the session has ended, a bar says so, and a
// dialog signs in over the page; while the server does not answer, another bar says that. Whatever is typed stays
// in the page, and a form that somebody sent meanwhile goes when it can.
(() => {
  const live = document.getElementById("live");
  const place = document.getElementById("session");
  if (!live || !place) return;
  const { person } = live.dataset;
  const door = document.getElementById("door");
  const box = door.querySelector("[data-box]");
  let isOver = false, isLost = false, hasNewRights = false;
  // Who signed in instead; the form that waits; the form that may go.
  let other = "", held = null, cleared = null, token = "";

  const show = () => {
    const shown = { other: Boolean(other), over: isOver && !other, lost: isLost, rights: hasNewRights };
    place.querySelectorAll("[data-bar]").forEach((bar) => { bar.hidden = !shown[bar.dataset.bar]; });
    place.querySelectorAll("[data-held]").forEach((words) => { words.hidden = !held; });
    place.querySelectorAll("[data-name]").forEach((name) => { name.textContent = other; });
    // Clocks and cards stand still while nothing comes.
    document.body.classList.toggle("stopped", isOver || isLost || Boolean(other));
  };
  const hasChanged = (field) => {
    if (field.type === "hidden" || field.closest("#live, #session")) return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.options) return [...field.options].some((one) => one.selected !== one.defaultSelected) && field.selectedIndex > 0;
    return field.value !== field.defaultValue;
  };
  const isTyped = (root) => [...root.querySelectorAll("input, textarea, select")].some(hasChanged);
  const isBusy = () => held || [...document.forms].some(isTyped)
    || [...document.querySelectorAll("audio")].some((sound) => !sound.paused);

  const send = ({ form, submitter }) => {
    cleared = form;
    form.requestSubmit(submitter);
    cleared = null;
  };
  const release = () => {
    const waiting = held;
    held = null;
    show();
    if (waiting) send(waiting);
  };

  // A form in which somebody has typed goes only when its session and the server are known to be there.
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (form === cleared || form.method !== "post" || form.closest("#live, #session, [data-note]")) return;
    const isStopped = isOver || isLost || other;
    if (form.action.endsWith("/sign-out") || (!isStopped && !isTyped(form) && !form.matches("[data-unsaved]"))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (held) return;
    held = { form, submitter };
    const state = isOver || other ? "over" : await live.ask(true);
    if (state === "in" && !other) { release(); return; }
    show();
    if (state === "over") openDoor();
  }, true);

  live.addEventListener("over", () => { isOver = true; show(); if (held) openDoor(); });
  live.addEventListener("lost", () => { isLost = true; show(); });
  live.addEventListener("found", () => { isLost = false; if (!isOver && !other) release(); else show(); });
  live.addEventListener("news", ({ detail }) => {
    isOver = isLost = false;
    token = detail.token;
    other = String(detail.person) === person ? "" : detail.name;
    if (other) {
      door.close();
      if (isBusy()) show(); else location.reload();
      return;
    }
    if (door.open) door.close();
    document.querySelectorAll('input[name="form_token"]').forEach((field) => { field.value = token; });
    if (detail.sight !== live.dataset.sight) {
      live.dataset.sight = detail.sight;
      if (isBusy()) hasNewRights = true; else location.reload();
    }
    release();
  });
  // Somebody has signed in in another window.
  if ("BroadcastChannel" in window) new BroadcastChannel("phonet-door").addEventListener("message", () => {
    if (isOver || other) live.dispatchEvent(new CustomEvent("resume"));
  });

  // The form of the sign-in page, with ids of its own.
  const fill = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const parts = page.querySelector('main form[action$="/sign-in"]') ? [...page.querySelector("main .content").children] : [];
    parts.forEach((part) => {
      for (const name of ["id", "for", "aria-describedby"]) part.querySelectorAll(`[${name}]`)
        .forEach((one) => one.setAttribute(name, `door-${one.getAttribute(name)}`));
    });
    box.replaceChildren(...parts);
    const field = [...box.querySelectorAll("input")].find((one) => one.type !== "hidden" && !one.value);
    if (field) field.focus();
  };
  const signOut = () => fetch(place.dataset.signOut, {
    method: "POST", redirect: "manual",
    body: new URLSearchParams({ form_token: token }),
  });
  const openDoor = async () => {
    if (!door.open) door.showModal();
    if (box.querySelector("form")) return;
    try {
      const answer = await fetch(place.dataset.door, { headers: { Accept: "text/html" }, redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") live.dispatchEvent(new CustomEvent("resume"));
      else fill(await answer.text());
    } catch { door.close(); live.ask(true); }
  };
  box.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const button = form.querySelector("button.primary");
    button.disabled = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/html" }, redirect: "manual",
      });
      // The news that follow close the door, and say who has come in.
      if (answer.type === "opaqueredirect") live.dispatchEvent(new CustomEvent("resume"));
      else fill(await answer.text());
    } catch { live.ask(true); }
    button.disabled = false;
  });
  door.addEventListener("close", () => { box.replaceChildren(); if (isOver || other) held = null; show(); });
  place.addEventListener("click", async ({ target }) => {
    const act = target.closest("[data-act]");
    if (!act) return;
    if (act.dataset.act === "reload") location.reload();
    if (act.dataset.act === "close") door.close();
    if (act.dataset.act === "enter") {
      // The other person's session would lead past the door.
      if (other) try { await signOut(); } catch { return; }
      openDoor();
    }
  });
})();
