import { firefox, webkit } from "@playwright/test";
import { findBrowser, inPath, installWithApt, installWithPlaywright, isFile, openBrowserPath } from "./browser.ts";

/** What people's browsers are made of: Chromium with each of its two storages, Firefox, and WebKit, which is Safari's. */
export const engineNames = {
  chromium: "Chromium on LevelDB",
  sqlite: "Chromium on SQLite",
  firefox: "Firefox",
  webkit: "WebKit",
} as const;
export type Engine = keyof typeof engineNames;

/** Playwright's own builds speak its protocol; others are driven by WebDriver's, BiDi or the classic one. */
export interface FoundEngine {
  readonly path: string;
  readonly isPlaywrights: boolean;
}

const FIREFOX_NAMES = ["firefox-esr", "firefox"];
const FIREFOX_FILES = ["/Applications/Firefox.app/Contents/MacOS/firefox"];

function findFirefox(): FoundEngine | undefined {
  const chosen = process.env["FIREFOX_PATH"];
  if (chosen && !isFile(chosen)) throw new Error(`FIREFOX_PATH names ${chosen}, and no file is there.`);
  if (chosen) return { path: chosen, isPlaywrights: false };
  if (isFile(firefox.executablePath())) return { path: firefox.executablePath(), isPlaywrights: true };
  const path = [...inPath(FIREFOX_NAMES), ...FIREFOX_FILES].find(isFile);
  return path === undefined ? undefined : { path, isPlaywrights: false };
}

function findWebKit(): FoundEngine | undefined {
  if (isFile(webkit.executablePath())) return { path: webkit.executablePath(), isPlaywrights: true };
  const [path] = inPath(["WebKitWebDriver"]);
  return path !== undefined && inPath(["Xvfb"]).length > 0 ? { path, isPlaywrights: false } : undefined;
}

/** What is here already. Never downloads. */
export function findEngine(engine: Engine): FoundEngine | undefined {
  if (engine === "firefox") return findFirefox();
  if (engine === "webkit") return findWebKit();
  const path = findBrowser();
  return path === undefined ? undefined : { path, isPlaywrights: true };
}

/** What is here already, or else gets it; nothing where it cannot be had on this machine. */
export async function openEngine(engine: Engine): Promise<FoundEngine | undefined> {
  if (engine === "chromium" || engine === "sqlite") return { path: await openBrowserPath(), isPlaywrights: true };
  const found = findEngine(engine);
  if (found) return found;
  console.log(`No ${engineNames[engine]} here yet: getting it …`);
  // Debian's first: the one that these tests were written with.
  const isHere =
    installWithApt(...(engine === "firefox" ? ["firefox-esr"] : ["webkit2gtk-driver", "xvfb"])) || installWithPlaywright(engine);
  return isHere ? findEngine(engine) : undefined;
}
