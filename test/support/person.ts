import { expect, type Page } from "@playwright/test";
import type { Device } from "./app.ts";

/**
 * What a person does in a window and sees there, in whatever engine: stories told in these words run in all of them.
 * A name is a part of what stands there, upper and lower case alike, as in Playwright.
 */
export interface Person {
  /** What went wrong in any window so far: errors nobody caught, refusals by the page's policy. */
  problems(): Promise<readonly string[]>;
  /** Another place of the app, as a link within it leads there; or an address, as one types it. */
  opens(address: string): Promise<void>;
  reloads(): Promise<void>;
  goesBack(): Promise<void>;
  address(): Promise<string>;
  presses(role: Role, name: Name): Promise<void>;
  /** In place of what stands in the field. */
  types(role: Role, name: Name, text: string): Promise<void>;
  hits(key: "Enter" | "Escape"): Promise<void>;
  /** Into the screen's field for files. */
  gives(path: string): Promise<void>;
  /** Waits until it is in sight. */
  sees(role: Role, name: Name, seconds?: number): Promise<void>;
  reads(text: Name, seconds?: number): Promise<void>;
  /** Waits until it is not, or no longer, in sight. */
  misses(role: Role, name: Name): Promise<void>;
  /** What a field holds. */
  valueOf(role: Role, name: Name): Promise<string>;
  evaluate: Page["evaluate"];
  resizes(width: number, height: number): Promise<void>;
  picture(path: string): Promise<void>;
  /** A second window of the same browser. */
  opensAnother(address: string): Promise<Person>;
  closes(): Promise<void>;
}

export type Name = string | RegExp;
export type Role =
  | "alert"
  | "article"
  | "button"
  | "checkbox"
  | "combobox"
  | "dialog"
  | "heading"
  | "link"
  | "menuitem"
  | "option"
  | "radio"
  | "region"
  | "row"
  | "searchbox"
  | "switch"
  | "textbox";

/** How long anything may take to come into sight, on a busy machine. */
export const PATIENCE = 20;

export function personAt(device: Device, page: () => Page = () => device.page): Person {
  /** What lies behind an open sheet is out of reach. */
  const reach = () => page().locator("body:not(:has(:modal)), :modal").last();
  const one = (role: Role, name: Name) => reach().getByRole(role, { name }).filter({ visible: true }).first();
  const wait = (seconds = PATIENCE) => ({ timeout: seconds * 1_000 });
  return {
    problems: async () => device.problems,
    async opens(address) {
      if (address.startsWith("#")) await page().evaluate((hash) => void (location.hash = hash), address);
      else await page().goto(new URL(address, page().url()).href);
    },
    async reloads() {
      await page().reload();
    },
    async goesBack() {
      // Not the browser's own command: that waits for a load, and a page which was kept as it stood is not loaded again.
      const before = page().url();
      await page().evaluate(() => {
        Object.assign(window, { isLeft: true });
        setTimeout(() => history.back());
      });
      const isThere = () => page().evaluate((left) => !("isLeft" in window) || location.href !== left, before);
      await expect.poll(() => isThere().catch(() => false)).toBe(true);
    },
    address: async () => page().url(),
    async presses(role, name) {
      const found = one(role, name);
      await found.waitFor(wait());
      // What a person presses of a choice is its label; the field in it may be drawn by nobody.
      const label = found.locator("xpath=ancestor::label[1]");
      await ((await label.count()) > 0 ? label : found).click(wait());
    },
    types: (role, name, text) => one(role, name).fill(text, wait()),
    hits: (key) => page().keyboard.press(key),
    gives: (path) => page().locator("input[type=file]").first().setInputFiles(path, wait()),
    sees: (role, name, seconds) => one(role, name).waitFor(wait(seconds)),
    reads: (text, seconds) => page().getByText(text).filter({ visible: true }).first().waitFor(wait(seconds)),
    misses: (role, name) => one(role, name).waitFor({ ...wait(), state: "hidden" }),
    valueOf: (role, name) => one(role, name).inputValue(wait()),
    evaluate: ((...args: Parameters<Page["evaluate"]>) => page().evaluate(...args)) as Page["evaluate"],
    resizes: (width, height) => page().setViewportSize({ width, height }),
    async picture(path) {
      await page().screenshot({ path });
    },
    async opensAnother(address) {
      const another = await device.newPage();
      await another.goto(new URL(address, page().url()).href);
      return personAt(device, () => another);
    },
    closes: () => page().close(),
  };
}
