import type { Page } from "@playwright/test";
import type { Device } from "./app.ts";
import { isAt, leadTo } from "./place.ts";

/** One control as it was found: what it is called, and the mark by which it is pressed. */
interface Control {
  /** The same for the same control wherever it is met again; of a long list only the first ones count. */
  readonly key: string;
  readonly mark: string;
}

export interface Walk {
  readonly pressed: number;
  /** Of each place, so many: a place that was never reached would not be missed otherwise. */
  readonly places: Readonly<Record<string, number>>;
  /** What went wrong: errors, panels that broke, controls that could not be pressed. */
  readonly faults: readonly string[];
}

interface Sight {
  /** What lies uppermost: an open sheet or menu by its name, or the place itself. */
  readonly layer: string;
  readonly controls: readonly Control[];
  /** A panel or the whole app says that it broke: the sentence, and what stands around it. */
  readonly broken: string;
  /** The first screen: there is no workspace (any more). */
  readonly isOutside: boolean;
}

/** Of rows, cells and bars that are alike, so many are pressed. */
const ALIKE = 1;
/** A sheet in a sheet in a sheet. */
const DEPTH = 3;
const MOST_PER_PLACE = 150;

function look([alike, broken]: readonly [number, readonly string[]]): Sight {
  const isSeen = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const layers = [...document.querySelectorAll("[role=menu], [role=dialog], :modal")].filter(isSeen);
  for (const marked of document.querySelectorAll("[data-press]")) marked.removeAttribute("data-press");
  const top = layers.at(-1);
  const nameOf = (element: Element): string => {
    const labelled = (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.innerText : undefined;
    const said =
      element.getAttribute("aria-label") ||
      labelled.join(" ").trim() ||
      label ||
      (element as HTMLElement).innerText ||
      element.getAttribute("title");
    return (said ?? "").replace(/\s+/g, " ").replace(/\d+/g, "#").trim().slice(0, 60);
  };
  const wanted =
    "button, a[href^='#'], summary, [role=button], [role=menuitem], [role=menuitemradio], [role=option], [role=tab], [role=switch], input[type=checkbox], input[type=radio]";
  const seen = new Map<string, number>();
  const controls: Control[] = [];
  for (const [i, element] of [...(top ?? document.body).querySelectorAll<HTMLElement>(wanted)].entries()) {
    const pressable = element.closest("label") ?? element;
    if (!isSeen(pressable) || element.matches(":disabled, [aria-disabled=true]") || element.closest("[inert], [aria-hidden=true]"))
      continue;
    const row = element.closest("table, svg, [role=listbox], [role=feed], [role=grid], article");
    const role = element.getAttribute("role") ?? element.localName;
    const area = element.closest("nav, [role=navigation]") && !top ? "navigation" : "";
    const what = row ? `${role} in ${row.getAttribute("role") ?? row.localName}.${element.className}` : `${role} ${nameOf(element)}`;
    const nth = (seen.get(what) ?? 0) + 1;
    seen.set(what, nth);
    if (nth > alike) continue;
    pressable.dataset["press"] = String(i);
    controls.push({ key: `${area}${what}`, mark: String(i) });
  }
  const said = document.body.innerText;
  return {
    layer: top ? `${top.getAttribute("role") ?? top.localName} ${nameOf(top).slice(0, 40)}` : "",
    controls,
    broken: broken
      .flatMap((sentence) => (said.includes(sentence) ? [said.slice(said.indexOf(sentence) - 80).slice(0, 240)] : []))
      .join(" … "),
    isOutside: location.hash === "#/" || location.hash === "",
  };
}

/**
 * Presses every control of every place once, in the order in which they stand, sheets and menus that open included. Whatever happens
 * is all right but an error, a panel that broke or a control that cannot be pressed.
 */
export async function pressAll(
  device: Device,
  /** Asked for anew each time: a contact may have gone with its workspace, or into the bin. */
  places: readonly (() => string | Promise<string>)[],
  broken: readonly string[],
  prepare: () => Promise<void>,
): Promise<Walk> {
  const { page } = device;
  const done = new Set<string>();
  const faults: string[] = [];
  const counts: Record<string, number> = {};
  device.context.on("page", (other) => void (other === page ? undefined : other.close()));
  page.on("dialog", (dialog) => void dialog.accept());

  for (const placeNow of places) {
    let place = await placeNow();
    const counted = place;
    let path: string[] = [];
    await goTo(page, place);
    counts[counted] = 0;
    for (let steps = 0; ; steps++) {
      if (steps > MOST_PER_PLACE) {
        faults.push(`${place} has no end: ${path.join(" → ")}`);
        break;
      }
      let sight = await settled(page, broken);
      if (sight.isOutside && place !== "") {
        await prepare();
        place = await placeNow();
        path = [];
        await goTo(page, place);
        sight = await settled(page, broken);
      }
      const next = sight.controls.find(({ key }) => !done.has(nameIn(place, sight.layer, key)));
      if (!next) {
        if (path.length === 0) break;
        path.pop();
        await goTo(page, place);
        for (const key of path) await pressAgain(page, broken, key);
        continue;
      }
      const name = nameIn(place, sight.layer, next.key);
      done.add(name);
      const before = device.problems.length;
      const problem = await press(page, next.mark);
      if (problem) faults.push(`${name} on ${place}: ${problem}`);
      else counts[counted] = (counts[counted] ?? 0) + 1;
      const after = await settled(page, broken);
      for (const error of device.problems.slice(before)) faults.push(`${name} on ${place}: ${error}`);
      if (after.broken) {
        faults.push(`${name} on ${place}: it broke: ${after.broken}`);
        await page.reload();
      }
      const isDeeper = after.layer !== sight.layer && after.layer !== "";
      if (isDeeper && path.length < DEPTH) path.push(next.key);
      else if (after.layer !== sight.layer || !(await isAt(page, place))) {
        path = [];
        await goTo(page, place);
      }
    }
  }
  return { pressed: Object.values(counts).reduce((sum, one) => sum + one, 0), places: counts, faults };
}

/** What opens from several places is one thing; what belongs to the place is its own there. */
const nameIn = (place: string, layer: string, key: string): string =>
  key.startsWith("navigation") ? key : `${layer === "" ? (place.startsWith("contacts/") ? "contact" : place) : layer}: ${key}`;

async function settled(page: Page, broken: readonly string[]): Promise<Sight> {
  // Whatever was on its way is drawn, and whatever slides has arrived.
  await page.waitForLoadState();
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const end = performance.now() + 3_000;
        const tick = (): void => {
          const isMoving = document
            .getAnimations()
            .some(({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
          const isBusy = document.querySelector("[aria-busy=true]") !== null;
          if ((isMoving || isBusy) && performance.now() < end) requestAnimationFrame(tick);
          else requestAnimationFrame(() => requestAnimationFrame(() => done()));
        };
        requestAnimationFrame(() => requestAnimationFrame(tick));
      }),
  );
  return page.evaluate(look, [ALIKE, broken] as const);
}

const isCovered = async (page: Page): Promise<boolean> =>
  (await page.locator("[role=menu], [role=dialog], :modal").filter({ visible: true }).count()) > 0;

async function goTo(page: Page, place: string): Promise<void> {
  for (let i = 0; i < 4; i++) {
    if (!(await isCovered(page))) break;
    await page.keyboard.press("Escape");
    await settled(page, []);
  }
  if (!(await isCovered(page)) && (await isAt(page, place))) return;
  await leadTo(page, place);
  // What stays empty is looked at all the same: nothing can be pressed there, and that is told.
  const isThere = (): Promise<boolean> => page.evaluate(() => (document.querySelector("main") ?? document.body).innerText.trim() !== "");
  for (let i = 0; i < 50 && !(await isThere()); i++) await page.waitForTimeout(100);
}

async function press(page: Page, mark: string): Promise<string | undefined> {
  const control = page.locator(`[data-press="${mark}"]`).first();
  try {
    await control.click({ timeout: 10_000 });
    return undefined;
  } catch (error) {
    // Gone by itself, as a message is after some seconds: nobody could have pressed it.
    return (await control.count()) === 0 ? undefined : String(error).split("\n").slice(0, 12).join(" ");
  }
}

async function pressAgain(page: Page, broken: readonly string[], key: string): Promise<void> {
  const { controls } = await settled(page, broken);
  const found = controls.find((control) => control.key === key);
  if (found) await press(page, found.mark);
}
