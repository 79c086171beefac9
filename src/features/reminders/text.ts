import { createText } from "../../i18n/createText.ts";
import { formatNumber, plural } from "../../i18n/format.ts";

const de = {
  reminders: "Fällige Erinnerungen",
  sentence: {
    appointment: (when: string, title: string, isOver: boolean) => `Termin ${isOver ? "war " : ""}${when}: ${title}`,
    task: (when: string, title: string, isOver: boolean) => `Aufgabe ${isOver ? "war fällig" : "ist fällig"} ${when}: ${title}`,
  },
  at: (clock: string) => `um ${clock}`,
  on: (day: string) => `am ${day}`,
  onAt: (day: string, clock: string) => `am ${day} um ${clock}`,
  today: "heute",
  untitled: "Ohne Titel",
  open: "Öffnen",
  later: "In 10 Minuten",
  done: "Erledigt",
  understood: "Verstanden",
  more: (n: number) => plural(n, { one: "Eine weitere Erinnerung", other: `${formatNumber(n)} weitere Erinnerungen` }),
  dismissAll: "Alle schließen",
  many: (n: number) => `${formatNumber(n)} Erinnerungen`,
  taskDone: "Aufgabe erledigt.",
};
const en: typeof de = {
  reminders: "Reminders that are due",
  sentence: {
    appointment: (when, title, isOver) => `Appointment ${isOver ? "was " : ""}${when}: ${title}`,
    task: (when, title, isOver) => `Task ${isOver ? "was due" : "is due"} ${when}: ${title}`,
  },
  at: (clock) => `at ${clock}`,
  on: (day) => `on ${day}`,
  onAt: (day, clock) => `on ${day} at ${clock}`,
  today: "today",
  untitled: "Untitled",
  open: "Open",
  later: "In 10 minutes",
  done: "Done",
  understood: "Got it",
  more: (n) => plural(n, { one: "One more reminder", other: `${formatNumber(n)} more reminders` }),
  dismissAll: "Close all",
  many: (n) => `${formatNumber(n)} reminders`,
  taskDone: "Task done.",
};
export const text = createText({ de, en });
