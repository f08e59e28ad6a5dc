"use strict";
// The widget says that nobody is signed in at the gateway: the CRM signs its own person in, at most once a minute.
(() => {
  const { gateway, link } = document.currentScript.dataset;
  addEventListener("message", async ({ data, origin }) => {
    if (origin !== new URL(gateway, location.href).origin || !data || data.phonet !== 1 || data.type !== "signed-out") return;
    if (Date.now() - Number(sessionStorage.getItem("phonet-asked")) < 60000) return;
    sessionStorage.setItem("phonet-asked", String(Date.now()));
    const answer = await fetch(link, { credentials: "same-origin" });
    if (answer.ok) window.phonetGateway.openAs(await answer.text());
  });
})();
