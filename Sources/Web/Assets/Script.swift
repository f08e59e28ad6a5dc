/// The one script: it only improves pages that work without it. What to say stands in attributes
/// of the page, in the page's language.
enum Script {
    static let text = #"""
        "use strict";
        (() => {
          const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

          // A result that was read goes away by itself; it stays for screen readers.
          each(".news > p", (line) => setTimeout(() => line.classList.add("unseen"), 6000));
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

          // A field to search a long list of boxes.
          each(".picker[data-filter]", (picker) => {
            const items = [...picker.querySelectorAll("li")];
            if (items.length < 6) return;
            const search = document.createElement("input");
            search.type = "search";
            search.placeholder = picker.dataset.filter;
            search.setAttribute("aria-label", picker.dataset.filter);
            search.addEventListener("input", () => {
              const wanted = search.value.toLocaleLowerCase().trim();
              items.forEach((item) => { item.hidden = !item.textContent.toLocaleLowerCase().includes(wanted); });
            });
            search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
            picker.querySelector("ul").before(search);
          });

          // A whole row opens its detail; up, down and Enter walk the rows.
          each("tr[data-href]", (row) => {
            row.addEventListener("click", (event) => {
              if (event.target.closest("a, button, input, select, label, summary") || getSelection().toString()) return;
              location.href = row.dataset.href;
            });
            row.addEventListener("keydown", (event) => {
              const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
              const link = step && row[step] && row[step].querySelector("a");
              if (link) { link.focus(); event.preventDefault(); }
            });
          });

          // A form that knows what is not saved yet.
          each("form[data-unsaved]", (form) => {
            const bar = form.querySelector(".savebar");
            const state = bar && bar.querySelector(".state");
            const picture = () => new URLSearchParams(new FormData(form)).toString();
            const start = form.dataset.unsaved === "already" ? null : picture();
            let sending = false;
            const look = () => {
              const changed = start !== picture();
              if (bar) bar.classList.toggle("changed", changed);
              if (state) state.hidden = !changed;
              return changed;
            };
            form.addEventListener("input", look);
            form.addEventListener("change", look);
            form.addEventListener("reset", () => setTimeout(look));
            form.addEventListener("submit", () => { sending = true; });
            addEventListener("beforeunload", (event) => { if (!sending && look()) event.preventDefault(); });
            look();
          });

          // Passwords one may look at.
          each("button[data-reveal]", (button) => {
            const field = document.getElementById(button.dataset.reveal);
            button.hidden = false;
            button.addEventListener("click", () => {
              const shown = field.type === "password";
              field.type = shown ? "text" : "password";
              button.setAttribute("aria-pressed", String(shown));
            });
          });

          // A player that says why it cannot play, in the words of the page that stands for the
          // sound, and tries again without leaving; it plays at the speed that is wanted.
          each(".player audio", (audio) => {
            const player = audio.closest(".player");
            const cause = player.querySelector("[data-cause]");
            audio.addEventListener("error", async () => {
              let words = audio.dataset.failed;
              try {
                const answer = await fetch(audio.src, { method: "GET", headers: { Accept: "text/html", Range: "bytes=0-0" } });
                if (!answer.ok) {
                  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
                  words = page.getElementById("cause")?.textContent || words;
                }
              } catch {}
              cause.textContent = words;
            });
            audio.addEventListener("playing", () => { cause.textContent = ""; });
            each("[data-retry]", (link) => link.addEventListener("click", (event) => {
              event.preventDefault();
              cause.textContent = "";
              audio.load();
              audio.play().catch(() => {});
            }), player);
            each("[data-speeds]", (group) => {
              group.hidden = false;
              each("button", (button) => button.addEventListener("click", () => {
                audio.defaultPlaybackRate = audio.playbackRate = Number(button.dataset.speed);
                each("button", (other) => other.setAttribute("aria-pressed", String(other === button)), group);
              }), group);
            }, player);
          });

          // A part of the page that lives is looked at again every two seconds; of its own parts only
          // those that changed are put in, so that the rest keeps the focus.
          each("[data-live]", (place) => {
            const look = async () => {
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
              } catch { /* The line may be back the next time. */ }
              setTimeout(look, 2000);
            };
            setTimeout(look, 2000);
          });

          // A question answered in place: the part of the answer that the form names.
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

          // Pushes in the browser at hand: says what keeps them from coming, subscribes, and hands the
          // page's form what the gateway has to know.
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

          async function fingerprint(text) {
            const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
            return btoa(String.fromCharCode(...new Uint8Array(hash)));
          }
        })();
        """#
}
