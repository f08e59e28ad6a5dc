"use strict";
const home = new URL("./", self.location);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let news = {};
  // Browsers require a notification for every push, even for one that cannot be read.
  try { news = event.data.json(); } catch {}
  const silent = Boolean(news.silent);
  event.waitUntil(self.registration.showNotification(news.title || "Phonet", {
    body: news.body || "",
    lang: news.lang || "",
    tag: news.tag || "",
    renotify: Boolean(news.tag) && !silent,
    silent,
    data: { url: news.url || home.pathname },
  }));
});

// Focuses an open tab of that page, else opens a new one: nobody loses what they type in another tab.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data.url, home);
  event.waitUntil((async () => {
    const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const open = windows.find((one) => new URL(one.url).pathname === address.pathname);
    return open ? open.focus() : self.clients.openWindow(address.href);
  })());
});

// The subscription changed: reads the key from /me and registers the new one, if somebody is signed in.
// Otherwise that page offers to switch pushes on again.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil((async () => {
    const page = await (await fetch(new URL("me", home))).text();
    const [, key] = page.match(/data-push="([^"]+)"/) || [];
    const [, token] = page.match(/name="form_token" value="([^"]+)"/) || [];
    if (!key || !token) return;
    const fresh = event.newSubscription || await self.registration.pushManager.subscribe({
      userVisibleOnly: true, applicationServerKey: key,
    });
    const { endpoint, keys } = fresh.toJSON();
    await fetch(new URL("me/push-subscriptions", home), {
      method: "POST",
      body: new URLSearchParams({ form_token: token, endpoint, p256dh: keys.p256dh, auth: keys.auth }),
    });
  })());
});