import { createSignal } from "solid-js";

const [waiting, setWaiting] = createSignal<ServiceWorker | null>(null);
/** A newer build is here and waits to be asked for. */
export const isUpdateReady = (): boolean => waiting() !== null;

/** Where service workers are switched off or forbidden there is none: the app works, but does not start without a network. */
async function register(): Promise<ServiceWorkerRegistration | undefined> {
  try {
    return await navigator.serviceWorker.register("./sw.js", { type: "classic" });
  } catch (cause) {
    console.info("no start without a network", cause);
    return undefined;
  }
}

/** Starts the service worker; looks for a new build now and then, and never loads it unasked. */
export async function watchForUpdates(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const registration = await register();
  if (!registration) return;
  const notice = (worker: ServiceWorker | null): void => {
    if (!worker) return;
    const check = (): void => {
      // Without a controller this is the first visit, not an update.
      if (worker.state === "installed" && navigator.serviceWorker.controller) setWaiting(worker);
    };
    check();
    worker.addEventListener("statechange", check);
  };
  notice(registration.waiting ?? registration.installing);
  registration.addEventListener("updatefound", () => notice(registration.installing));
  document.addEventListener("visibilitychange", () => {
    // Without a network there is nothing to look for; the next time the window is shown it is tried again.
    if (document.visibilityState === "visible" && navigator.onLine)
      registration.update().catch((cause: unknown) => console.info("no look for a new version", cause));
  });
}

/** Takes the new build and loads the page anew. */
export function takeUpdate(): void {
  const worker = waiting();
  if (!worker) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  worker.postMessage({ type: "SKIP_WAITING" });
}
