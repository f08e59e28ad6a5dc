"use strict";
// The widget for pages of the CRM: <script src="…/gateways/phonetapi/widget.js" defer></script>
(() => {
  const script = document.currentScript || document.querySelector('script[src*="/gateways/phonetapi/widget.js"]');
  if (!script || window.phonetGateway) return;
  const own = new URL(script.src);
  const home = "PAGES" || own.origin;
  const frame = document.createElement("iframe");
  frame.id = "phonet-gateway-widget";
  frame.title = "Phonet";
  frame.src = `${home}${own.pathname.replace(/widget\.js$/, "widget")}?origin=${encodeURIComponent(location.origin)}`;
  const style = (values) => Object.entries(values)
    .forEach(([name, value]) => frame.style.setProperty(name, value, "important"));
  style({
    position: "fixed", right: "0", bottom: "0", left: "auto", top: "auto", width: "0", height: "0", margin: "0",
    padding: "0", border: "0", "max-width": "100vw", "max-height": "100vh", "z-index": "2147483000",
    background: "none", "color-scheme": "light dark",
  });

  // Until the widget's page has said whether somebody is signed in, messages wait.
  let isIn = false, waiting = [];
  const send = (type, more) => {
    const message = { ...more, phonet: 1, type };
    if (waiting) waiting.push(message);
    else frame.contentWindow.postMessage(message, home);
  };
  const dial = (phone, externalId) => send("dial", { phone: String(phone), external_id: externalId || null });
  const openAs = (url) => send("open-as", { url: String(url) });
  window.phonetGateway = Object.freeze({ dial, openAs });

  addEventListener("message", ({ data, origin, source }) => {
    if (source !== frame.contentWindow || origin !== home || !data || data.phonet !== 1) return;
    if (data.type === "resize") {
      const size = (value) => `${Math.min(Math.max(Math.ceil(Number(value)) || 0, 0), 2000)}px`;
      style({ width: size(data.width), height: size(data.height) });
    }
    if (data.type !== "ready" && data.type !== "signed-out") return;
    isIn = data.type === "ready";
    const kept = waiting || [];
    waiting = null;
    kept.forEach((message) => frame.contentWindow.postMessage(message, home));
  });

  // A click on a number dials while somebody is signed in; else it does what it did before.
  const number = ({ dataset, href = "" }) => {
    const text = dataset.phone || dataset.phoneNumber || href.replace(/^tel:/i, "").split(";")[0];
    try { return decodeURIComponent(text); } catch { return text; }
  };
  document.addEventListener("click", (event) => {
    if (!isIn || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath()
      .find((one) => one.matches && one.matches('a[href^="tel:" i], [data-phone], [data-phone-number]'));
    if (!link || !number(link)) return;
    event.preventDefault();
    dial(number(link), link.dataset.externalId);
  }, true);

  // The page may have no body yet, and single-page programs empty theirs.
  const place = () => { if (document.body && !frame.isConnected) { waiting = waiting || []; document.body.append(frame); } };
  new MutationObserver(place).observe(document, { childList: true, subtree: true });
  place();
})();
