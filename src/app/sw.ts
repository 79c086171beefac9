// The service worker: keeps all files of a build, answers every start with its page, also without a network, and takes a new
// build only when it is asked to. A start that it cannot answer, because the browser has dropped what was kept and no server is
// there, gets a page of its own instead of the browser's.
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute, setCatchHandler } from "workbox-routing";
import { type NotificationPress, pressMessage } from "../lib/notifications.ts";
import { failedStart } from "./failedStart.ts";

const scope = self as unknown as ServiceWorkerGlobalScope;

// The build puts its list in place of exactly these words.
precacheAndRoute((self as unknown as { readonly __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0] }).__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("index.html"), { denylist: [/^\/signal/, /\/config\.json$/, /\/kontor-ca\.crt$/] }),
);
setCatchHandler(async ({ request }) => (request.mode === "navigate" ? failedStart(scope.navigator.language) : Response.error()));

scope.addEventListener("notificationclick", (event) => {
  const { notification, action } = event;
  notification.close();
  event.waitUntil(pressed({ tag: notification.tag, action, href: (notification.data as { readonly href: string }).href }));
});

/** What was pressed is told to a window; where none is open the app opens at the record. */
async function pressed(press: NotificationPress): Promise<void> {
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  const one = windows.find(({ focused }) => focused) ?? windows.find(({ visibilityState }) => visibilityState === "visible") ?? windows[0];
  if (!one) {
    await scope.clients.openWindow(new URL(press.href, scope.registration.scope).href);
    return;
  }
  one.postMessage({ type: pressMessage, press });
  // Browsers bring a window forward only while somebody presses.
  if (press.action === "") await one.focus().catch(() => undefined);
}

scope.addEventListener("message", ({ data }) => {
  if ((data as { readonly type?: unknown } | null)?.type === "SKIP_WAITING") void scope.skipWaiting();
});
