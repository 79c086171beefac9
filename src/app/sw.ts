// The service worker: keeps all files of a build, answers every start with its page, also without a network, and takes a new
// build only when it is asked to. A start that it cannot answer, because the browser has dropped what was kept and no server is
// there, gets a page of its own instead of the browser's.
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute, setCatchHandler } from "workbox-routing";
import { failedStart } from "./failedStart.ts";

const scope = self as unknown as ServiceWorkerGlobalScope;

// The build puts its list in place of exactly these words.
precacheAndRoute((self as unknown as { readonly __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0] }).__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("index.html"), { denylist: [/^\/signal/, /\/config\.json$/, /\/kontor-ca\.crt$/] }),
);
setCatchHandler(async ({ request }) => (request.mode === "navigate" ? failedStart(scope.navigator.language) : Response.error()));

scope.addEventListener("message", ({ data }) => {
  if ((data as { readonly type?: unknown } | null)?.type === "SKIP_WAITING") void scope.skipWaiting();
});
