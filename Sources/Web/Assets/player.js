"use strict";
// Players of recordings. A part of a page that is replaced while it is open brings new ones.
(() => {
  const each = (selector, act, root) => root.querySelectorAll(selector).forEach(act);
  // Shows why playback failed, using the error page's text; retries; sets the speed.
  const bind = (root) => each(".player audio", (audio) => {
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
  }, root);
  bind(document);
  document.addEventListener("arrived", ({ detail }) => bind(detail));
})();
