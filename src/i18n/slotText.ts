// Times that are offered to a customer, written in the customer's language, whatever the reader's is.
import { zoneName } from "./format.ts";
import type { Language } from "./language.ts";

export interface OfferedTimes {
  /** Wall times on the clocks of `zone`. */
  readonly starts: readonly string[];
  readonly minutes: number;
  readonly zone: string;
  /** Where the customer's clocks may show another hour. */
  readonly isZoneSaid?: boolean;
}

interface Words {
  readonly tag: string;
  readonly time: (day: string, from: string, until: string) => string;
  readonly zone: (zone: string) => string;
  readonly subject: (title: string) => string;
  readonly greeting: string;
  readonly intro: (title: string, count: number) => string;
  readonly question: (count: number) => string;
  readonly link: string;
  readonly regards: string;
  readonly yes: (time: string) => string;
  readonly no: string;
  readonly answerSubject: (title: string) => string;
  readonly code: (code: string) => string;
  readonly answerLink: string;
}

const words: Readonly<Record<Language, Words>> = {
  de: {
    tag: "de-DE",
    time: (day, from, until) => `${day}, ${from} bis ${until} Uhr`,
    zone: (zone) => `Alle Zeiten gelten für ${zone}.`,
    subject: (title) => (title ? `Terminvorschlag: ${title}` : "Terminvorschlag"),
    greeting: "Guten Tag,",
    intro: (title, count) =>
      count === 1
        ? `${title ? `für „${title}“` : "für unseren Termin"} kann ich Ihnen diese Zeit anbieten:`
        : `${title ? `für „${title}“` : "für unseren Termin"} kann ich Ihnen diese Zeiten anbieten:`,
    question: (count) => (count === 1 ? "Passt Ihnen das?" : "Was passt Ihnen am besten?"),
    link: "Hier können Sie gleich wählen:",
    regards: "Freundliche Grüße",
    yes: (time) => `diese Zeit passt mir: ${time}.`,
    no: "leider passt mir keine der Zeiten. Bitte schlagen Sie andere vor.",
    answerSubject: (title) => (title ? `Antwort: ${title}` : "Antwort auf Ihren Terminvorschlag"),
    code: (code) => `Code für Ihren Kalender: ${code}`,
    answerLink: "Link für Ihren Kalender:",
  },
  en: {
    tag: "en-GB",
    time: (day, from, until) => `${day}, ${from} to ${until}`,
    zone: (zone) => `All times are those of ${zone}.`,
    subject: (title) => (title ? `Suggested times: ${title}` : "Suggested times"),
    greeting: "Hello,",
    intro: (title, count) =>
      `${title ? `for “${title}”` : "for our meeting"} I can offer you ${count === 1 ? "this time" : "these times"}:`,
    question: (count) => (count === 1 ? "Would that suit you?" : "Which one suits you best?"),
    link: "You can choose right here:",
    regards: "Kind regards",
    yes: (time) => `this time suits me: ${time}.`,
    no: "unfortunately none of the times suits me. Please suggest others.",
    answerSubject: (title) => (title ? `Answer: ${title}` : "Answer to your suggested times"),
    code: (code) => `Code for your calendar: ${code}`,
    answerLink: "Link for your calendar:",
  },
};

const minuteMs = 60_000;
const asUtc = (time: string): number => Date.parse(`${time}:00Z`);

/** "Dienstag, 8. Dezember 2026, 10:00 bis 11:00 Uhr": by the clocks on the wall. */
export function slotLine(start: string, minutes: number, language: Language): string {
  const { tag, time } = words[language];
  const day = new Intl.DateTimeFormat(tag, { timeZone: "UTC", weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const clock = new Intl.DateTimeFormat(tag, { timeZone: "UTC", hour: "2-digit", minute: "2-digit" });
  return time(day.format(asUtc(start)), clock.format(asUtc(start)), clock.format(asUtc(start) + minutes * minuteMs));
}

export const slotSubject = (title: string, language: Language): string => words[language].subject(title);

/** A whole letter that offers the times; with a link where there is one. */
export function slotMessage(
  { starts, minutes, zone, isZoneSaid }: OfferedTimes,
  { title, from, link }: { readonly title: string; readonly from: string; readonly link: string },
  language: Language,
): string {
  const said = words[language];
  return [
    said.greeting,
    "",
    said.intro(title, starts.length),
    "",
    ...starts.map((start) => `• ${slotLine(start, minutes, language)}`),
    ...(isZoneSaid ? ["", said.zone(zoneName(zone))] : []),
    "",
    said.question(starts.length),
    ...(link ? ["", said.link, link] : []),
    "",
    said.regards,
    from,
  ].join("\n");
}

/** The customer's answer as a letter; `start` is "" where none of the times suits. */
export function answerMessage(
  {
    start,
    minutes,
    title,
    name,
    note,
    code,
    link,
  }: {
    readonly start: string;
    readonly minutes: number;
    readonly title: string;
    readonly name: string;
    readonly note: string;
    readonly code: string;
    readonly link: string;
  },
  language: Language,
): { readonly subject: string; readonly body: string } {
  const said = words[language];
  const body = [
    said.greeting,
    "",
    start ? said.yes(slotLine(start, minutes, language)) : said.no,
    ...(note ? ["", note] : []),
    "",
    said.regards,
    name,
    "",
    said.code(code),
    said.answerLink,
    link,
  ];
  return { subject: said.answerSubject(title), body: body.join("\n") };
}
