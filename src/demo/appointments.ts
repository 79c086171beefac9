// What the invented firm has planned: the weeks around today with its customers, and what comes again.
import { Chance } from "../lib/chance.ts";
import { dayNumberOf, isoDay, workday } from "./calendar.ts";
import type { DemoDraft, DemoOptions, Told } from "./draft.ts";

const text = {
  de: {
    meeting: "Wochenbesprechung",
    stock: "Lager zählen",
    fair: "Hausmesse beim Großhändler",
    fairPlace: "Augsburg",
    visits: ["Wartung der Heizung", "Aufmaß im Bad", "Angebot besprechen", "Abnahme", "Wasser wird nicht warm", "Heizung einstellen"],
    calls: ["Liefertermin durchgeben", "Nach dem Einbau fragen"],
  },
  en: {
    meeting: "Weekly meeting",
    stock: "Stocktaking",
    fair: "Trade day at the wholesaler",
    fairPlace: "Augsburg",
    visits: [
      "Service the heating",
      "Measure the bathroom",
      "Discuss the quote",
      "Handover",
      "Water does not get warm",
      "Adjust the heating",
    ],
    calls: ["Pass on the delivery date", "Ask how the installation runs"],
  },
} as const;

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
export const spanOf = (day: number, minute: number, minutes: number) => ({
  start: `${isoDay(day)}T${clock(minute)}`,
  end: `${isoDay(day)}T${clock(minute + minutes)}`,
});

/** The Monday of a day's week. */
const mondayOf = (day: number): number => day - ((day + 3) % 7);

export function* appointmentsOf(options: DemoOptions, { customers }: Told): Generator<DemoDraft> {
  const words = text[options.language];
  const chance = new Chance(options.seed + 79);
  const today = dayNumberOf(options.now);
  if (customers.length === 0) return;
  let count = 0;
  const appointment = (fields: DemoDraft["fields"]): DemoDraft => ({ key: `a${++count}`, kind: "appointment", fields });

  const monday = mondayOf(today);
  yield appointment({ kind: "meeting", title: words.meeting, ...spanOf(monday - 56, 450, 30), rule: "FREQ=WEEKLY;BYDAY=MO" });
  yield appointment({ kind: "other", title: words.stock, ...spanOf(workday(monday - 60), 840, 120), rule: "FREQ=MONTHLY;BYDAY=-1FR" });
  const fair = monday + 15;
  yield appointment({ kind: "other", title: words.fair, start: isoDay(fair), end: isoDay(fair + 2), place: words.fairPlace });

  // Two or three a day, from two weeks ago until two weeks from now.
  for (let day = monday - 14; day < monday + 19; day++) {
    if (workday(day) !== day) continue;
    for (let minute = 480 + 30 * chance.whole(0, 3); minute < 960; minute += 60 * chance.whole(3, 5)) {
      const isCall = chance.happens(0.2);
      yield appointment({
        kind: isCall ? "call" : "visit",
        title: chance.pick(isCall ? words.calls : words.visits),
        ...spanOf(day, minute, isCall ? 30 : 30 * chance.whole(2, 4)),
        parties: [`#${chance.pick(customers)}`],
        ...(chance.happens(0.1) && { status: "tentative" }),
        ...(chance.happens(0.3) && day >= today && { reminders: { 60: true } }),
      });
    }
  }
}
