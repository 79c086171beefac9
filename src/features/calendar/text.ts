import type { RepeatChoice } from "../../domain/repeat.ts";
import { createText } from "../../i18n/createText.ts";
import { formatMinutes, formatNumber, plural } from "../../i18n/format.ts";

/** By weekday, day of the year and which of its weekday in the month; of an unknown day "". */
type RepeatWords = Readonly<Record<RepeatChoice, (weekday: string, day: string, which: number) => string>>;

const de = {
  calendar: "Kalender",
  views: { month: "Monat", week: "Woche", day: "Tag", agenda: "Liste" },
  view: "Ansicht",
  today: "Heute",
  previous: "Zurück",
  next: "Weiter",
  print: "Drucken",
  whose: "Wessen Termine",
  everybody: "Alle",
  mine: "Meine",
  week: (number: number) => `KW ${formatNumber(number)}`,
  hours: "Stunden",
  allDay: "ganztägig",
  allDayRow: "Ganztägig",
  more: (n: number) => `+ ${formatNumber(n)}`,
  count: (n: number) => plural(n, { one: "1 Termin", other: `${formatNumber(n)} Termine` }),
  noneHere: "Keine Termine",
  noneText: "In diesen dreißig Tagen ist nichts geplant.",
  unreadable: (n: number) =>
    plural(n, {
      one: "Von einem Termin ist die Zeit nicht zu lesen. Bitte geben Sie ihm eine neue:",
      other: `Von ${formatNumber(n)} Terminen ist die Zeit nicht zu lesen. Bitte geben Sie ihnen eine neue:`,
    }),
  untitled: "Ohne Titel",
  kinds: { visit: "Besuch", call: "Anruf", meeting: "Besprechung", other: "Termin" } as Record<string, string>,
  statuses: { tentative: "vorgemerkt", confirmed: "fest", cancelled: "abgesagt" } as Record<string, string>,
  inZone: (time: string, zone: string) => `${time} in ${zone}`,
  until: (from: string, to: string) => `${from}–${to}`,
  printed: (workspace: string, day: string) => `${workspace} · gedruckt am ${day}`,
  saved: "Termin gespeichert.",
  title: "Was ist geplant?",
  fields: {
    title: "Titel",
    kind: "Art",
    status: "Stand",
    allDay: "Ganztägig",
    startDay: "Beginnt am",
    startTime: "Beginnt um",
    endDay: "Endet am",
    endTime: "Endet um",
    repeat: "Wiederholung",
    ends: "Endet",
    until: "Letzter Tag",
    count: "Wie oft insgesamt",
    reminders: "Erinnern",
    contacts: "Kontakte",
    members: "Wer von uns",
    place: "Ort",
    text: "Notiz",
    when: "Wann",
  },
  repeats: {
    never: () => "einmalig",
    daily: () => "jeden Tag",
    workdays: () => "montags bis freitags",
    weekly: (weekday) => `jede Woche${weekday && ` am ${weekday}`}`,
    fortnightly: (weekday) => `alle zwei Wochen${weekday && ` am ${weekday}`}`,
    monthlyOnDay: (_weekday, day) => `jeden Monat${day && ` am ${day.split(" ")[0]}`}`,
    monthlyOnWeekday: (weekday, _day, which) =>
      weekday ? `jeden Monat am ${which < 0 ? "letzten" : `${which}.`} ${weekday}` : "jeden Monat am gleichen Wochentag",
    yearly: (_weekday, day) => `jedes Jahr${day && ` am ${day}`}`,
  } satisfies RepeatWords as RepeatWords,
  otherRule: "nach einer eigenen Regel",
  ends: { never: "nie", until: "an einem Tag", count: "nach einer Anzahl" },
  untilDay: (day: string) => `bis ${day}`,
  times: (n: number) => plural(n, { one: "einmal", other: `${formatNumber(n)}-mal` }),
  atStart: "zu Beginn",
  before: (time: string) => `${time} vorher`,
  problems: {
    "start-missing": "Bitte geben Sie den Tag an.",
    "end-before-start": "Das Ende liegt vor dem Beginn. Bitte ändern Sie eines von beiden.",
    "until-missing": "Bitte geben Sie einen letzten Tag an, der nicht vor dem Beginn liegt.",
  },
  changeWhen: "Zeit ändern",
  noTime: "Die Zeit ist nicht zu lesen.",
  coming: "Nichts geplant.",
  planned: (day: string) => `Termin geplant für ${day}`,
  held: "Termin",
};
const en: typeof de = {
  calendar: "Calendar",
  views: { month: "Month", week: "Week", day: "Day", agenda: "List" },
  view: "View",
  today: "Today",
  previous: "Previous",
  next: "Next",
  print: "Print",
  whose: "Whose appointments",
  everybody: "Everybody",
  mine: "Mine",
  week: (number) => `Week ${formatNumber(number)}`,
  hours: "Hours",
  allDay: "all day",
  allDayRow: "All day",
  more: (n) => `+ ${formatNumber(n)}`,
  count: (n) => plural(n, { one: "1 appointment", other: `${formatNumber(n)} appointments` }),
  noneHere: "No appointments",
  noneText: "Nothing is planned for these thirty days.",
  unreadable: (n) =>
    plural(n, {
      one: "The time of one appointment cannot be read. Please give it a new one:",
      other: `The times of ${formatNumber(n)} appointments cannot be read. Please give them new ones:`,
    }),
  untitled: "Untitled",
  kinds: { visit: "Visit", call: "Call", meeting: "Meeting", other: "Appointment" },
  statuses: { tentative: "tentative", confirmed: "confirmed", cancelled: "cancelled" },
  inZone: (time, zone) => `${time} in ${zone}`,
  until: (from, to) => `${from}–${to}`,
  printed: (workspace, day) => `${workspace} · printed on ${day}`,
  saved: "Appointment saved.",
  title: "What is planned?",
  fields: {
    title: "Title",
    kind: "Kind",
    status: "Status",
    allDay: "All day",
    startDay: "Starts on",
    startTime: "Starts at",
    endDay: "Ends on",
    endTime: "Ends at",
    repeat: "Repeat",
    ends: "Ends",
    until: "Last day",
    count: "How many times",
    reminders: "Remind",
    contacts: "Contacts",
    members: "Who of us",
    place: "Place",
    text: "Note",
    when: "When",
  },
  repeats: {
    never: () => "once",
    daily: () => "every day",
    workdays: () => "Monday to Friday",
    weekly: (weekday) => `every week${weekday && ` on ${weekday}`}`,
    fortnightly: (weekday) => `every other week${weekday && ` on ${weekday}`}`,
    monthlyOnDay: (_weekday, day) => `every month${day && ` on day ${/\d+/.exec(day)?.[0]}`}`,
    monthlyOnWeekday: (weekday, _day, which) =>
      weekday
        ? `every month on the ${which < 0 ? "last" : ["first", "second", "third", "fourth"][which - 1]} ${weekday}`
        : "every month on the same weekday",
    yearly: (_weekday, day) => `every year${day && ` on ${day}`}`,
  },
  otherRule: "by a rule of its own",
  ends: { never: "never", until: "on a day", count: "after a number of times" },
  untilDay: (day) => `until ${day}`,
  times: (n) => plural(n, { one: "once", other: `${formatNumber(n)} times` }),
  atStart: "when it starts",
  before: (time) => `${time} before`,
  problems: {
    "start-missing": "Please say on which day.",
    "end-before-start": "It ends before it starts. Please change one of the two.",
    "until-missing": "Please give a last day that is not before the start.",
  },
  changeWhen: "Change the time",
  noTime: "The time cannot be read.",
  coming: "Nothing planned.",
  planned: (day) => `Appointment planned for ${day}`,
  held: "Appointment",
};
export const text = createText({ de, en });

/** Minutes before the start that a form offers. */
export const reminderChoices = ["0", "10", "30", "60", "1440"] as const;

export function reminderName(minutes: string): string {
  const count = Number(minutes);
  if (count === 0) return text().atStart;
  const days = count / 1_440;
  return text().before(
    Number.isInteger(days) ? formatNumber(days, { style: "unit", unit: "day", unitDisplay: "long" }) : formatMinutes(count),
  );
}
