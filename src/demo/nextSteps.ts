// What is to come of the invented firm's open deals: most have a next step, some have been forgotten.
import { Chance } from "../lib/chance.ts";
import { spanOf } from "./appointments.ts";
import { dayNumberOf, isoDay, workday } from "./calendar.ts";
import type { DemoDraft, DemoOptions, Told } from "./draft.ts";

const text = {
  de: { ask: "Nachfragen", discuss: "Angebot besprechen" },
  en: { ask: "Ask about", discuss: "Discuss the quote" },
} as const;

/** Of a hundred open deals so many have a next step. */
const wellKept = 85;

export function* nextStepsOf(options: DemoOptions, { openDeals }: Told): Generator<DemoDraft> {
  const words = text[options.language];
  const chance = new Chance(options.seed + 83);
  const today = dayNumberOf(options.now);
  for (const [i, { key, name, party }] of openDeals.entries()) {
    if (!chance.happens(wellKept / 100)) continue;
    const about = { parties: [party], deal: `#${key}` };
    const day = workday(today + chance.whole(1, 30));
    if (chance.happens(0.3)) {
      const fields = { kind: "visit", title: words.discuss, ...spanOf(day, 480 + 60 * chance.whole(0, 8), 60), ...about };
      yield { key: `n${i + 1}`, kind: "appointment", fields };
    } else yield { key: `n${i + 1}`, kind: "task", fields: { title: `${words.ask}: ${name}`, dueOn: isoDay(day), ...about } };
  }
}
