import { createSignal } from "solid-js";

/** Chromium's offer; other browsers install by their own menus. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const [offer, setOffer] = createSignal<InstallPrompt | null>(null);

export function listenForInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    setOffer(event as InstallPrompt);
  });
  addEventListener("appinstalled", () => setOffer(null));
}

/** How to install, when the browser offers it here. */
export function installer(): (() => void) | undefined {
  const prompt = offer();
  return prompt ? () => void prompt.prompt().then(() => setOffer(null)) : undefined;
}
