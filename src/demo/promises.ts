// What the invented firm promised its customers, and what it was promised: a dozen around today, some kept, one broken, one overdue.
import { Chance } from "../lib/chance.ts";
import { instantOf } from "../lib/clock.ts";
import { dayNumberOf, instantAt, isoDay } from "./calendar.ts";
import type { DemoDraft, DemoOptions } from "./draft.ts";

type End = "kept" | "late" | "broken" | "open";
/** Side, days from today until which it was promised, and what became of it. */
type Plan = readonly [side: "ours" | "theirs", days: number, end: End];

const plans: readonly Plan[] = [
  ["ours", -40, "kept"],
  ["ours", -33, "kept"],
  ["ours", -27, "late"],
  ["ours", -21, "kept"],
  ["ours", -14, "broken"],
  ["ours", -9, "kept"],
  ["ours", -2, "open"],
  ["ours", 2, "open"],
  ["ours", 12, "open"],
  ["theirs", -18, "kept"],
  ["theirs", -3, "open"],
  ["theirs", 5, "open"],
];

const texts = {
  de: [
    "Angebot für die Wärmepumpe schicken",
    "Ersatzteil bis Monatsende einbauen",
    "Rückruf mit dem Liefertermin",
    "Zweiten Thermostat kostenlos nachliefern",
    "Abrechnung korrigieren",
    "Unterlagen für die Förderung zusammenstellen",
    "Monteur noch diese Woche vorbeischicken",
    "Festpreis für die Wartung nennen",
    "Leihgerät bis zur Lieferung bereitstellen",
    "Anzahlung überweisen",
    "Grundriss schicken",
    "Über das Angebot entscheiden",
  ],
  en: [
    "Send the heat pump quote",
    "Fit the spare part by the end of the month",
    "Call back with the delivery date",
    "Supply a second thermostat free of charge",
    "Correct the invoice",
    "Put the papers for the grant together",
    "Send a fitter this week",
    "Name a fixed price for servicing",
    "Lend a unit until the delivery",
    "Transfer the deposit",
    "Send the floor plan",
    "Decide on the quote",
  ],
} as const;

/** Days between the day that was named and the one on which it was settled. */
const settledAfter: Readonly<Record<Exclude<End, "open">, number>> = { kept: -1, late: 4, broken: 3 };

/** `contacts` are keys of drafts that came before. */
export function* promisesOf(options: DemoOptions, contacts: readonly string[]): Generator<DemoDraft> {
  const chance = new Chance(options.seed + 78);
  const today = dayNumberOf(options.now);
  if (contacts.length === 0) return;
  for (const [i, [side, days, end]] of plans.entries()) {
    const settledAt = end === "open" ? "" : instantOf(instantAt(today + days + settledAfter[end], 15 * 60));
    yield {
      key: `z${i + 1}`,
      kind: "promise",
      fields: {
        party: `#${chance.pick(contacts)}`,
        side,
        text: texts[options.language][i],
        dueOn: isoDay(today + days),
        ...(settledAt && { [end === "broken" ? "brokenAt" : "keptAt"]: settledAt }),
      },
    };
  }
}
