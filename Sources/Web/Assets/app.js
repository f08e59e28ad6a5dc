"use strict";
(() => {
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);
  // 1:42 or 1:02:03.
  const duration = (total) => {
    const two = (number) => String(number).padStart(2, "0");
    const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
    return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  };

  // Hides the result message after 6 s; screen readers keep it.
  each(".news > p", (line) => setTimeout(() => line.classList.add("visually-hidden"), 6000));
  each("[data-focus]", (place) => place.focus());

  // Copies the text of the element that data-copy names.
  each("button[data-copy]", (button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
      } catch {
        getSelection().selectAllChildren(source);
        document.execCommand("copy");
      }
      const said = button.querySelector("[data-word]") || button;
      const before = said.textContent;
      said.textContent = button.dataset.copied;
      setTimeout(() => { said.textContent = before; }, 2000);
    });
  });

  // As names are compared: small letters, without apostrophes.
  const folded = (text) => text.toLocaleLowerCase("uk").replace(/['’ʼ‘`´′]/g, "");

  // Adds a search field to a list of more than five checkboxes.
  each(".picker[data-filter]", (picker) => {
    const items = [...picker.querySelectorAll("li")];
    if (items.length < 6) return;
    const search = document.createElement("input");
    search.type = "search";
    search.placeholder = picker.dataset.filter;
    search.setAttribute("aria-label", picker.dataset.filter);
    search.addEventListener("input", () => {
      const wanted = folded(search.value).trim();
      items.forEach((item) => { item.hidden = !folded(item.textContent).includes(wanted); });
    });
    search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    picker.querySelector("ul").before(search);
  });

  // Adds a button that adds one more input.
  each("fieldset[data-more]", (set) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "small";
    button.textContent = set.dataset.more;
    button.addEventListener("click", () => {
      const fields = set.querySelectorAll("input");
      const next = fields[fields.length - 1].cloneNode();
      next.value = "";
      next.removeAttribute("aria-invalid");
      next.setAttribute("aria-label", next.getAttribute("aria-label").replace(/\d+/, fields.length + 1));
      fields[fields.length - 1].after(next);
      next.focus();
      if (fields.length > 18) button.remove();
    });
    set.append(button);
  });

  // Times of a day: 9 and 930 become 09:00 and 09:30.
  document.addEventListener("change", ({ target }) => {
    if (!target.matches(".clocktime")) return;
    const parts = target.value.trim().match(/^(\d{1,2})(?:[.: ]?(\d\d))?$/);
    if (!parts || Number(parts[1]) > 24) return;
    target.value = `${parts[1].padStart(2, "0")}:${parts[2] || "00"}`;
    target.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // Working hours: draws the bar of each day, copies Monday to the other weekdays.
  each("[data-week]", (week) => {
    const days = [...week.querySelectorAll(".day")];
    const minute = (text) => { const [hour, rest] = text.split(":"); return Number(hour) * 60 + Number(rest); };
    const draw = (day) => {
      const bar = day.querySelector(".daybar");
      bar.replaceChildren();
      each(".span", (span) => {
        const [from, until] = [...span.querySelectorAll("input")].map((field) => field.value);
        const [start, end] = [minute(from), minute(until) || 1440];
        if (!from || !until || end <= start) return;
        const part = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        Object.entries({ x: start, width: end - start, height: 8 }).forEach(([name, value]) => part.setAttribute(name, value));
        bar.append(part);
      }, day);
    };
    week.addEventListener("input", (event) => draw(event.target.closest(".day")));
    const button = week.querySelector("[data-copy-monday]");
    button.parentElement.hidden = false;
    button.addEventListener("click", () => {
      const spans = days[0].querySelector(".spans");
      days.slice(1, 5).forEach((day) => {
        day.querySelector("[role=switch]").checked = days[0].querySelector("[role=switch]").checked;
        const [own, theirs] = [day.querySelectorAll(".clocktime"), spans.querySelectorAll(".clocktime")];
        own.forEach((field, index) => { field.value = theirs[index] ? theirs[index].value : ""; });
        day.querySelector("details").open = spans.querySelector("details").open;
        draw(day);
      });
      button.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });

  // Dates with other hours: adds and removes rows, says which are closed.
  each("[data-dates]", (set) => {
    const rows = () => [...set.querySelectorAll(".exception")];
    const add = set.querySelector("[data-add-date]");
    const say = () => rows().forEach((row) => {
      const [date, from, until] = row.querySelectorAll("input");
      row.querySelector(".off").hidden = !date.value || Boolean(from.value || until.value);
      row.querySelector("[data-remove-date]").hidden = !(date.value || from.value || until.value);
    });
    set.addEventListener("input", say);
    set.addEventListener("click", (event) => {
      const button = event.target.closest("[data-remove-date]");
      if (!button) return;
      const row = button.closest(".exception");
      if (rows().length > 1) row.remove();
      else each("input", (field) => { field.value = ""; }, row);
      say();
      set.dispatchEvent(new Event("change", { bubbles: true }));
    });
    add.hidden = false;
    add.addEventListener("click", () => {
      const last = rows().at(-1);
      const next = last.cloneNode(true);
      each("input", (field) => { field.value = ""; }, next);
      last.after(next);
      say();
      next.querySelector("input").focus();
    });
    say();
  });

  // A click opens the row; arrow keys move the focus.
  document.addEventListener("click", ({ target }) => {
    const row = target.closest("tr[data-href]");
    if (!row || target.closest("a, button, input, select, label, summary, details") || getSelection().toString()) return;
    location.href = row.dataset.href;
  });
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr[data-href]");
    const step = row && { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const link = step && row[step] && row[step].querySelector("a");
    if (link) { link.focus(); event.preventDefault(); }
  });

  // A browser may keep nothing.
  const store = (act) => { try { return act(sessionStorage); } catch { return null; } };
  // Saving a long form leads back to the place where the person was in it.
  const place = JSON.parse(store((kept) => kept.getItem("phonet-scroll")) || "[]");
  store((kept) => kept.removeItem("phonet-scroll"));
  if (place[0] === location.pathname && !location.hash && document.querySelector(".news > p")) scrollTo(0, place[1]);
  each("form[data-send]", (form) => form.submit());

  // Tracks unsaved changes and warns before leaving.
  each("form[data-unsaved]", (form) => {
    const bar = form.querySelector(".savebar");
    const state = bar && bar.querySelector(".state");
    const serialize = () => new URLSearchParams(new FormData(form)).toString();
    const start = form.dataset.unsaved === "already" ? null : serialize();
    let sending = false;
    const update = () => {
      const changed = start !== serialize();
      if (bar) bar.classList.toggle("changed", changed);
      if (state) state.hidden = !changed;
      return changed;
    };
    form.addEventListener("input", update);
    form.addEventListener("change", update);
    form.addEventListener("reset", () => setTimeout(update));
    form.addEventListener("submit", () => {
      sending = true;
      store((kept) => kept.setItem("phonet-scroll", JSON.stringify([location.pathname, scrollY])));
    });
    addEventListener("beforeunload", (event) => { if (!sending && update()) event.preventDefault(); });
    update();
  });

  // Shows or hides a password.
  each("button[data-reveal]", (button) => {
    const field = document.getElementById(button.dataset.reveal);
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = field.type === "password";
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
    });
  });

  // Reloads a [data-live] element every N seconds (default 2) and replaces only the parts with an id
  // that changed, so that the rest keeps the focus.
  each("[data-live]", (place) => {
    const pause = 1000 * (Number(place.dataset.live) || 2);
    const reload = async () => {
      try {
        const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const next = page.getElementById(place.id);
        if (!next) { location.reload(); return; }
        each("[id]", (part) => {
          const now = page.getElementById(part.id);
          if (now && now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes);
        }, place);
        if (!next.hasAttribute("data-live")) return;
      } catch { /* Network error: try again. */ }
      setTimeout(reload, pause);
    };
    setTimeout(reload, pause);
  });

  // Sends the form in the background and shows the part of the answer that data-answer names in place.
  each("form[data-answer]", (form) => {
    const place = document.getElementById(form.dataset.answer);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const address = form.action + "?" + new URLSearchParams(new FormData(form));
      try {
        const answer = await fetch(address, { headers: { Accept: "text/html" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const part = page.getElementById(form.dataset.answer);
        if (!part) { location.href = address; return; }
        place.replaceChildren(...part.childNodes);
        place.setAttribute("tabindex", "-1");
        place.focus();
      } catch { location.href = address; }
    });
  });

  // Notes about calls. What is typed and not saved stays in this browser, by person and call, for a week.
  const drafts = {
    read(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    write(key, draft) { try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* Private mode, or full. */ } },
    remove(key) { try { localStorage.removeItem(key); } catch { /* There are none. */ } },
    keys(person) {
      try { return Object.keys(localStorage).filter((key) => key.startsWith(`phonet-note:${person}:`)); } catch { return []; }
    },
  };
  const draftKey = (form) => `phonet-note:${form.dataset.person}:${form.dataset.note}`;
  const typedNote = (form) => {
    const data = new FormData(form);
    return { note: data.get("note").replaceAll("\r\n", "\n"), category: data.get("category") || "" };
  };
  const isUnsaved = (form) => {
    const typed = typedNote(form);
    return typed.note !== form.elements.seen_note.value || typed.category !== form.elements.seen_category.value;
  };
  const say = (form, word) => {
    const place = form.querySelector("[data-said]");
    place.textContent = word ? place.dataset[word] : "";
    if (word !== "over") return;
    const link = document.createElement("a");
    link.href = `${form.dataset.door}?return=${encodeURIComponent(form.dataset.page)}`;
    link.textContent = place.dataset.enter;
    place.append(" ", link);
  };
  const setCategory = (form, value) => each('input[name="category"]', (pill) => { pill.checked = pill.value === value; }, form);
  // Shows the drafts of calls whose form is not on the page.
  const listDrafts = () => {
    const line = document.getElementById("live-drafts");
    if (!line) return;
    const shown = [...document.querySelectorAll("form[data-note]")].map(draftKey);
    const links = [];
    drafts.keys(line.dataset.person).forEach((key) => {
      const draft = drafts.read(key);
      if (!draft || Date.now() - draft.at > 7 * 86400000) { drafts.remove(key); return; }
      if (shown.includes(key) || links.length > 2) return;
      const link = document.createElement("a");
      [link.href, link.textContent] = [draft.page, draft.who];
      links.push(link);
    });
    line.hidden = !links.length;
    line.querySelector("span").replaceChildren(...links.flatMap((link, place) => (place ? [", ", link] : [link])));
  };
  const restoreDrafts = (root) => {
    each("form[data-note]", (form) => {
      const draft = drafts.read(draftKey(form));
      if (!draft || isUnsaved(form)) return;
      form.elements.note.value = draft.note;
      setCategory(form, draft.category);
      if (isUnsaved(form)) say(form, "draft"); else drafts.remove(draftKey(form));
    }, root);
    listDrafts();
  };
  const keepDraft = (form) => {
    if (!isUnsaved(form)) { drafts.remove(draftKey(form)); say(form, ""); return; }
    const { who, page } = form.dataset;
    drafts.write(draftKey(form), { ...typedNote(form), who, page, at: Date.now() });
    say(form, "draft");
  };
  for (const kind of ["input", "change"]) document.addEventListener(kind, (event) => {
    const form = event.target.closest("form[data-note]");
    if (form) keepDraft(form);
  });
  document.addEventListener("pointerdown", (event) => {
    const pill = event.target.closest(".pills label") && event.target.closest(".pills label").querySelector("input");
    if (pill) pill.dataset.was = pill.checked ? "yes" : "";
  });
  // A second click takes the choice back.
  document.addEventListener("click", (event) => {
    const pill = event.target.closest('.pills input[type="radio"]');
    if (!pill || pill.dataset.was !== "yes" || pill.value === "") return;
    pill.dataset.was = "";
    pill.checked = false;
    const none = pill.form.querySelector('input[name="category"][value=""]');
    if (none) none.checked = true;
    keepDraft(pill.form);
  });
  document.addEventListener("keydown", (event) => {
    const form = event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("form[data-note]");
    if (form) form.requestSubmit();
  });
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-note]");
    if (!form) return;
    event.preventDefault();
    const typed = typedNote(form);
    const body = new URLSearchParams(new FormData(form));
    body.set("quiet", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
      if (answer.type === "opaqueredirect") { say(form, "over"); return; }
      // The page of the call says why it was not saved.
      if (answer.status !== 204) { form.submit(); return; }
    } catch { say(form, "offline"); return; }
    [form.elements.seen_note.value, form.elements.seen_category.value] = [typed.note, typed.category];
    keepDraft(form);
    if (!isUnsaved(form)) say(form, "saved");
    listDrafts();
  });
  restoreDrafts(document);

  // Live poll: one page per browser (Web Lock) polls and shares the answer by BroadcastChannel; every second,
  // every 5 s while it is hidden or after an error.
  const live = document.getElementById("live");
  if (live) {
    const cards = document.getElementById("live-cards");
    const bell = document.getElementById("bell");
    const waiting = document.getElementById("waiting");
    const channel = "BroadcastChannel" in window ? new BroadcastChannel("phonet-news") : null;
    const title = document.title.replace(/^\(\d+\+?\) /, "");
    const seen = { stamp: live.dataset.stamp, newest: Number(live.dataset.newest), shown: null };
    // A page that gets no answer for so long, in milliseconds, says that there is no connection.
    const longestSilence = 2500;
    let leads = false, isOver = false, isLost = false, timer = 0, ticking = 0, answeredAt = performance.now();

    // Starts call timers, fills return paths, shows the sound button.
    const decorate = () => {
      const since = performance.now();
      clearInterval(ticking);
      each('input[name="back"]', (field) => { field.value = location.pathname; }, cards);
      each("[data-sound]", (button) => {
        button.hidden = false;
        button.setAttribute("aria-pressed", String(localStorage.getItem("phonet-sound") === "on"));
      }, cards);
      const clocks = [...cards.querySelectorAll("[data-seconds]")];
      if (clocks.length) ticking = setInterval(() => clocks.forEach((clock) => {
        clock.textContent = duration(Number(clock.dataset.seconds) + Math.floor((performance.now() - since) / 1000));
      }), 1000);
    };
    // A card that has not changed stays as it is, and so does a form somebody writes in: the field keeps its
    // text, its focus and its place.
    const marked = () => each("[data-call]", (card) => { card.source = card.outerHTML; }, cards);
    const isInUse = (form) => form && (form.contains(document.activeElement) || isUnsaved(form));
    const showCards = (text) => {
      const parts = document.createElement("template");
      parts.innerHTML = text;
      const held = document.activeElement;
      const place = held && held.tagName === "TEXTAREA" ? [held.selectionStart, held.selectionEnd] : null;
      const known = new Map([...cards.children].map((card) => [card.dataset.call, card]));
      const next = [...parts.content.children].map((card) => {
        const before = known.get(card.dataset.call);
        card.source = card.outerHTML;
        const note = card.querySelector("form[data-note]");
        if (note && document.querySelector(`main form[data-note="${CSS.escape(note.dataset.note)}"]`)) note.remove();
        if (!before) { card.classList.add("arriving"); return card; }
        known.delete(card.dataset.call);
        if (before.source === card.source) return before;
        const [form, other] = [before, card].map((one) => one.querySelector("form[data-note]"));
        if (other && isInUse(form)) other.replaceWith(form);
        return card;
      });
      known.forEach((card) => {
        const form = card.querySelector("form[data-note]");
        if (form && form.contains(held)) next.push(card);
      });
      if (next.length === cards.children.length && next.every((card, at) => card === cards.children[at])) return;
      const focused = held && held.closest("[data-call]");
      cards.replaceChildren(...next);
      if (held && held.isConnected && cards.contains(held)) {
        held.focus();
        if (place) held.setSelectionRange(...place);
      } else if (focused) {
        const card = cards.querySelector(`[data-call="${CSS.escape(focused.dataset.call)}"]`);
        const link = card && card.querySelector("a, button");
        if (link) link.focus();
      }
    };
    const fill = (place, text) => {
      const parts = document.createElement("template");
      parts.innerHTML = text;
      place.replaceChildren(parts.content);
    };
    const apply = (news) => {
      seen.stamp = news.stamp;
      document.title = news.count + title;
      if (bell) fill(bell, news.bell);
      if (waiting) fill(waiting, news.waiting);
      showCards(news.cards);
      decorate();
      restoreDrafts(cards);
      ring();
      live.dispatchEvent(new CustomEvent("news", { detail: news }));
    };

    // Tells this page, and the others of this browser. The first stamps are told, too: other pages may be older.
    const tell = (name, detail = null) => {
      if (channel) channel.postMessage({ told: name, detail });
      live.dispatchEvent(new CustomEvent(name, { detail }));
    };
    const moved = (name, stamp) => {
      if (!stamp || stamp === seen[name]) return;
      seen[name] = stamp;
      tell(name, stamp);
    };
    // Asks once. Returns whether somebody is signed in: "in", "over", or "lost" without an answer, which counts at
    // once when a form waits for it.
    const ask = async (isUrgent = false) => {
      clearTimeout(timer);
      const query = new URLSearchParams({ seen: seen.stamp });
      if (seen.shown !== null) query.set("shown", seen.shown);
      seen.shown = null;
      const [begun, isWatched] = [performance.now(), !document.hidden];
      let [pause, state] = [document.hidden ? 5000 : 1000, "in"];
      try {
        const signal = AbortSignal.timeout(3000);
        const answer = await fetch(`${live.dataset.poll}?${query}`, { redirect: "manual", cache: "no-store", signal });
        if (answer.type === "opaqueredirect") return signedOut();
        if (answer.status >= 500) throw new Error("no answer");
        answeredAt = performance.now();
        if (isLost) { isLost = false; tell("found"); }
        moved("board", answer.headers.get("Board"));
        moved("lists", answer.headers.get("Lists"));
        if (answer.status === 200) {
          const news = await answer.json();
          isOver = false;
          apply(news);
          if (channel) channel.postMessage(news);
          if (isWatched && news.newest > seen.newest) requestAnimationFrame(() => {
            seen.shown = Math.round(news.age + performance.now() - begun);
          });
          seen.newest = news.newest;
        } else if (answer.status !== 204) pause = 5000;
      } catch {
        state = "lost";
        if (isLost) pause = 2000;
        else if (isUrgent || performance.now() - answeredAt > longestSilence) { isLost = true; tell("lost"); }
      }
      clearTimeout(timer);
      if ((leads || isLost) && !isOver) timer = setTimeout(ask, pause);
      return state;
    };
    // Nobody is signed in any more: every page stops asking. Whoever signs in again gets all the news.
    const signedOut = () => {
      isOver = true;
      seen.stamp = "";
      cards.replaceChildren();
      tell("over");
      return "over";
    };
    live.ask = ask;
    live.addEventListener("resume", () => { seen.stamp = ""; ask(); });
    if (channel) channel.onmessage = ({ data }) => {
      if (data === "ask") { if (leads) ask(); }
      else if (data.told) {
        if (data.told === "over") { isOver = true; seen.stamp = ""; cards.replaceChildren(); }
        if (data.told === "board" || data.told === "lists") seen[data.told] = data.detail;
        if (data.told === "lost" || data.told === "found") isLost = data.told === "lost";
        live.dispatchEvent(new CustomEvent(data.told, { detail: data.detail }));
      } else {
        if (isOver && leads) timer = setTimeout(ask, 1000);
        isOver = false;
        apply(data);
        seen.newest = data.newest;
      }
    };
    const askNow = () => { if (leads || !channel) ask(); else channel.postMessage("ask"); };

    // A page that becomes visible takes the lock; the page that lost it queues for it.
    let isQueued = false, turn = 0;
    const takeLock = (options) => {
      let own = 0;
      navigator.locks.request("phonet-live", options, () => {
        if (!options.steal) isQueued = false;
        own = turn += 1;
        leads = true;
        ask();
        return new Promise(() => {});
      }).catch(() => {
        if (own !== turn) return;
        leads = false;
        clearTimeout(timer);
        queue();
      });
    };
    const queue = () => { if (!isQueued) { isQueued = true; takeLock({}); } };
    const look = () => {
      if (document.hidden) return;
      if (leads || !navigator.locks) ask(); else takeLock({ steal: true });
    };
    marked();
    decorate();
    // Widgets in the CRM's pages where nobody was signed in look again.
    if (channel && document.documentElement.className !== "framed") new BroadcastChannel("phonet-door").postMessage("in");
    if (!navigator.locks) leads = true;
    else if (document.hidden) queue();
    look();
    document.addEventListener("visibilitychange", look);

    live.addEventListener("submit", async (event) => {
      const form = event.target.closest("[data-dismiss]");
      if (!form) return;
      event.preventDefault();
      form.closest("[data-call]").remove();
      try {
        await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
      } catch { /* The next poll shows the card again. */ }
      askNow();
    });

    let audio = null, tone = 0;
    const beep = () => {
      audio = audio || new AudioContext();
      [0, .25].forEach((delay) => {
        const [source, volume] = [audio.createOscillator(), audio.createGain()];
        source.frequency.value = 740;
        volume.gain.setValueAtTime(.08, audio.currentTime + delay);
        volume.gain.exponentialRampToValueAtTime(.001, audio.currentTime + delay + .2);
        source.connect(volume).connect(audio.destination);
        source.start(audio.currentTime + delay);
        source.stop(audio.currentTime + delay + .2);
      });
    };
    const ring = () => {
      const isWanted = leads && localStorage.getItem("phonet-sound") === "on" && cards.querySelector("[data-sound]");
      if (!isWanted) { clearInterval(tone); tone = 0; }
      else if (!tone) { beep(); tone = setInterval(() => (cards.querySelector("[data-sound]") ? beep() : ring()), 3000); }
    };
    live.addEventListener("click", (event) => {
      if (!event.target.closest("[data-sound]")) return;
      localStorage.setItem("phonet-sound", localStorage.getItem("phonet-sound") === "on" ? "off" : "on");
      decorate();
      ring();
    });
    if (bell) document.addEventListener("click", (event) => { if (!bell.contains(event.target)) bell.open = false; });
    if (bell) bell.addEventListener("keydown", (event) => { if (event.key === "Escape") bell.open = false; });
  }

  // Pushes in this browser: says why they cannot come, subscribes, and fills the page's form with the
  // subscription.
  each("[data-push]", async (block) => {
    const state = block.querySelector("[data-push-state]");
    const form = block.querySelector("[data-push-form]");
    const say = (word) => { state.hidden = !word; state.textContent = word ? block.dataset[word] : ""; };
    if (!isSecureContext) { say("insecure"); return; }
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
      say("unsupported");
      return;
    }
    if (Notification.permission === "denied") { say("denied"); return; }
    try {
      const worker = await navigator.serviceWorker.register(block.dataset.worker);
      const known = await worker.pushManager.getSubscription();
      const mark = known && await fingerprint(known.endpoint);
      const line = [...block.querySelectorAll("[data-browser]")]
        .find((one) => one.dataset.browser === mark);
      say("");
      form.hidden = Boolean(line);
      if (line) {
        line.querySelector("[data-here]").hidden = false;
        const off = line.querySelector("form[action$='/push-removals']");
        off.addEventListener("submit", async (event) => {
          event.preventDefault();
          try { await known.unsubscribe(); } finally { off.submit(); }
        });
      }
    } catch { say("failed"); }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await Notification.requestPermission() !== "granted") { say("denied"); return; }
      try {
        const worker = await navigator.serviceWorker.ready;
        const old = await worker.pushManager.getSubscription();
        if (old) await old.unsubscribe();
        const key = block.dataset.push.replaceAll("-", "+").replaceAll("_", "/");
        const fresh = await worker.pushManager.subscribe({
          userVisibleOnly: true,
          applicationServerKey: Uint8Array.from(atob(key), (sign) => sign.charCodeAt(0)),
        });
        const { endpoint, keys } = fresh.toJSON();
        Object.entries({ endpoint, ...keys }).forEach(([name, value]) => {
          if (form.elements[name]) form.elements[name].value = value;
        });
        form.submit();
      } catch { say("failed"); }
    });
  });

  // Signing out unsubscribes this browser, even if the request to the gateway fails.
  each("form[action$='/sign-out']", (form) => form.addEventListener("submit", async (event) => {
    if (!("serviceWorker" in navigator)) return;
    event.preventDefault();
    try {
      const worker = await navigator.serviceWorker.getRegistration();
      const known = worker && await worker.pushManager.getSubscription();
      if (known) await known.unsubscribe();
    } catch { /* Sign out all the same. */ }
    form.submit();
  }));

  async function fingerprint(text) {
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return btoa(String.fromCharCode(...new Uint8Array(hash)));
  }
})();