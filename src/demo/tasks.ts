// What the invented firm has to do: a handful of tasks around today, some of them done.
import { Chance } from "../lib/chance.ts";
import { instantOf } from "../lib/clock.ts";
import { dayNumberOf, instantAt, isoDay } from "./calendar.ts";
import type { DemoDraft, DemoOptions } from "./draft.ts";

const titles = {
  de: [
    "Angebot für die Wärmepumpe nachfassen",
    "Wartungsvertrag zurückrufen",
    "Ersatzteil bestellen und Termin machen",
    "Abrechnung des letzten Einsatzes prüfen",
    "Wegen der neuen Heizung anrufen",
    "Unterlagen für die Förderung schicken",
    "Nach dem Einbau fragen, ob alles läuft",
    "Rückruf wegen der Reklamation",
  ],
  en: [
    "Follow up the heat pump quote",
    "Call back about the service contract",
    "Order the spare part and make an appointment",
    "Check the invoice of the last job",
    "Call about the new heating",
    "Send the papers for the grant",
    "Ask whether everything runs after the installation",
    "Call back about the complaint",
  ],
} as const;

/** Days from today; none: some day. */
const due = [-4, -1, 0, 0, 1, 3, 7, null] as const;

/** `contacts` are keys of drafts that came before. */
export function* tasksOf(options: DemoOptions, contacts: readonly string[]): Generator<DemoDraft> {
  const chance = new Chance(options.seed + 77);
  const today = dayNumberOf(options.now);
  if (contacts.length === 0) return;
  for (const [i, title] of titles[options.language].entries()) {
    const days = due[i % due.length] ?? null;
    const isDone = i === 3;
    yield {
      key: `t${i + 1}`,
      kind: "task",
      fields: {
        title,
        ...(days !== null && { dueOn: isoDay(today + days) }),
        ...(chance.happens(0.25) && { priority: "high" }),
        ...(isDone && { status: "done", doneAt: instantOf(instantAt(today - 1, 16 * 60 + 30)) }),
        parties: [`#${chance.pick(contacts)}`],
      },
    };
  }
}
