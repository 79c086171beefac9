import { resolve } from "node:path";
import { type BrowserContext, chromium, firefox, webkit } from "@playwright/test";
import type { DeviceOptions } from "./app.ts";
import { browserFlags, browserPermissions } from "./browser.ts";
import { type Engine, engineNames, openEngine } from "./engines.ts";

/** Chromium's second storage, which it gives new profiles by field trial only unless asked. */
const onSqlite = "--enable-features=IdbSqliteOnDiskRollout:stage/UseSqliteForNewStores";

/** A browser process with this profile, driven by Playwright. */
export async function launch(engine: Engine, profile: string, options: DeviceOptions): Promise<BrowserContext> {
  const found = await openEngine(engine);
  if (!found) throw new Error(`${engineNames[engine]} is neither here nor can it be had.`);
  const everywhere = {
    executablePath: found.path,
    locale: options.locale ?? "de-DE",
    timezoneId: "Europe/Berlin",
    viewport: options.viewport ?? (options.isPhone ? { width: 390, height: 844 } : { width: 1440, height: 900 }),
    serviceWorkers: options.serviceWorkers ?? "block",
    ignoreHTTPSErrors: true,
  } as const;
  const colorScheme = options.colorScheme ?? "light";
  if (engine === "chromium" || engine === "sqlite")
    return chromium.launchPersistentContext(profile, {
      ...everywhere,
      colorScheme,
      args: [...browserFlags, "--hide-crash-restore-bubble", ...(engine === "sqlite" ? [onSqlite] : []), ...(options.flags ?? [])],
      permissions: [...browserPermissions, "clipboard-read", "clipboard-write"],
      ...(options.isPhone && { hasTouch: true, isMobile: true, deviceScaleFactor: 2 }),
    });
  if (engine === "webkit") return webkit.launchPersistentContext(profile, { ...everywhere, colorScheme });
  const firefoxUserPrefs = {
    // Without a network, the loopback is the only way two peers on this machine reach each other, under its own address.
    "media.peerconnection.ice.loopback": true,
    "media.peerconnection.ice.obfuscate_host_addresses": false,
    // 0 is dark; over BiDi no command reaches it.
    "layout.css.prefers-color-scheme.content-override": colorScheme === "dark" ? 0 : 1,
  };
  if (found.isPlaywrights) return firefox.launchPersistentContext(profile, { ...everywhere, colorScheme, firefoxUserPrefs });
  return firefox.launchPersistentContext(profile, {
    ...everywhere,
    firefoxUserPrefs,
    channel: "moz-firefox",
    executablePath: resolve("test/support/firefoxDriver.mjs"),
    env: { ...process.env, KONTOR_FIREFOX: found.path },
  });
}
