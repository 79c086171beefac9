// First, as on the real page: it says in which order the layers of all other styles count.
import "../../src/ui/tokens.css";

import { cleanup, render } from "@solidjs/testing-library";
import { App } from "../../src/app/App.tsx";
import { setLanguage } from "../../src/i18n/language.ts";
import type { KontorDoor } from "../../src/workspace/door.ts";
import "../../src/app/Shell.css";

// The test runner's pages are served without the build's constants.
Object.assign(globalThis, { __BUILD__: "test" });

/** The whole app with its real engine, in this page; gives its door. Each story makes a workspace of its own. */
export async function openApp(language: "de" | "en" = "de"): Promise<KontorDoor> {
  setLanguage(language);
  localStorage.setItem("kontor.keepAsked", "yes");
  location.hash = "#/";
  const root = document.createElement("div");
  root.id = "root";
  document.body.append(root);
  render(() => <App />, { container: root });
  for (;;) {
    if (window.kontor) return window.kontor;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Takes the app off the page. */
export function closeApp(): void {
  cleanup();
  document.getElementById("root")?.remove();
}

export const goTo = (path: string): void => {
  location.hash = `#${path}`;
};
