import { createText } from "../../i18n/createText.ts";
import { formatNumber, plural } from "../../i18n/format.ts";

const de = {
  show: "Anzeigen",
  layers: { activity: "Erledigte Besuche und Anrufe", task: "Aufgaben", birthday: "Geburtstage", absence: "Abwesenheiten" },
  hours: "Arbeitszeiten und Abwesenheiten",
  slots: "Freie Termine finden",
  people: "Wessen Kalender",
  birthday: (name: string, age: string) => (age ? `${name} wird ${age}` : `Geburtstag: ${name}`),
  absences: { holiday: "Urlaub", sick: "Krank", training: "Fortbildung", other: "Abwesend" } as Record<string, string>,
  away: (name: string, why: string) => `${name}: ${why}`,
  standsIn: (name: string) => `Vertretung: ${name}`,
  done: (n: number) => plural(n, { one: "1 erledigt", other: `${formatNumber(n)} erledigt` }),
  there: (time: string, zone: string) => `${time} in ${zone}`,
  clashes: "Zur gleichen Zeit",
  twoTimes: (n: number) => `${formatNumber(n)} Zeiten wurden unabhängig voneinander eingetragen. Welche gilt?`,
};
const en: typeof de = {
  show: "Show",
  layers: { activity: "Visits and calls done", task: "Tasks", birthday: "Birthdays", absence: "Absences" },
  hours: "Working hours and absences",
  slots: "Find free slots",
  people: "Whose calendar",
  birthday: (name, age) => (age ? `${name} turns ${age}` : `${name}’s birthday`),
  absences: { holiday: "On holiday", sick: "Off sick", training: "In training", other: "Away" },
  away: (name, why) => `${name}: ${why}`,
  standsIn: (name) => `${name} stands in`,
  done: (n) => plural(n, { one: "1 done", other: `${formatNumber(n)} done` }),
  there: (time, zone) => `${time} in ${zone}`,
  clashes: "At the same time",
  twoTimes: (n) => `${formatNumber(n)} times were entered independently. Which one counts?`,
};
export const layerText = createText({ de, en });
