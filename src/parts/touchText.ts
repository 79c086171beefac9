import type { TouchLight } from "../domain/cadence.ts";
import { createText } from "../i18n/createText.ts";
import { formatNumber, plural } from "../i18n/format.ts";

const de = {
  lights: {
    late: "Kontakt geht verloren",
    soon: "bald melden",
    fresh: "in Kontakt",
    planned: "nächster Schritt geplant",
    none: "",
  } satisfies Record<TouchLight, string>,
  noStep: "ohne nächsten Schritt",
  abcClass: (key: string) => `${key}-Kunde`,
  itself: "so gewünscht",
  every: (days: number): string =>
    de.spans[days] ??
    (days % 7 === 0
      ? plural(days / 7, { one: "jede Woche", other: `alle ${formatNumber(days / 7)} Wochen` })
      : plural(days, { one: "jeden Tag", other: `alle ${formatNumber(days)} Tage` })),
  spans: { 91: "jedes Vierteljahr", 182: "jedes halbe Jahr", 365: "jedes Jahr" } as Readonly<Record<number, string>>,
  wanted: (days: number, because: string): string => `${de.every(days)}, ${because}`,
  late: (days: number, wanted: string) =>
    plural(days, { one: `Seit einem Tag überfällig (${wanted})`, other: `Seit ${formatNumber(days)} Tagen überfällig (${wanted})` }),
  until: (day: string, wanted: string) => `Wieder melden bis ${day} (${wanted})`,
  plannedOn: (day: string) => `Nächster Schritt am ${day}`,
  taskFor: (name: string) => `Bei ${name} melden`,
  planned: (day: string) => `Aufgabe für ${day} angelegt.`,
  planTask: "Aufgabe",
  planVisit: "Termin",
  planTaskFor: (name: string) => `Aufgabe zu ${name} anlegen`,
  planVisitFor: (name: string) => `Termin mit ${name} planen`,
  plannedAgain: "Wiederkehrender Termin geplant",
  dealWithoutStep: "Offene Verkaufschance ohne nächsten Schritt",
};
const en: typeof de = {
  lights: { late: "losing touch", soon: "get in touch soon", fresh: "in touch", planned: "next step planned", none: "" },
  noStep: "no next step",
  abcClass: (key) => `class ${key} customer`,
  itself: "set for this contact",
  every: (days) =>
    en.spans[days] ??
    (days % 7 === 0
      ? plural(days / 7, { one: "every week", other: `every ${formatNumber(days / 7)} weeks` })
      : plural(days, { one: "every day", other: `every ${formatNumber(days)} days` })),
  spans: { 91: "every quarter", 182: "every half year", 365: "every year" },
  wanted: (days, because) => `${en.every(days)}, ${because}`,
  late: (days, wanted) =>
    plural(days, { one: `Overdue by one day (${wanted})`, other: `Overdue by ${formatNumber(days)} days (${wanted})` }),
  until: (day, wanted) => `Get in touch by ${day} (${wanted})`,
  plannedOn: (day) => `Next step on ${day}`,
  taskFor: (name) => `Get in touch with ${name}`,
  planned: (day) => `Task added for ${day}.`,
  planTask: "Task",
  planVisit: "Appointment",
  planTaskFor: (name) => `Add a task about ${name}`,
  planVisitFor: (name) => `Plan an appointment with ${name}`,
  plannedAgain: "A recurring appointment is planned",
  dealWithoutStep: "Open deal without a next step",
};
export const text = createText({ de, en });
