import { createText } from "../../i18n/createText.ts";
import { formatMinutes } from "../../i18n/format.ts";

const de = {
  title: "Terminvorschläge",
  language: "Sprache",
  offers: (from: string) => `${from} schlägt Ihnen Zeiten vor`,
  offered: "Ihnen werden Zeiten vorgeschlagen",
  for: (title: string, minutes: number) => [title, formatMinutes(minutes)].filter(Boolean).join(" · "),
  choose: "Was passt Ihnen?",
  none: "Keine davon",
  past: "vorbei",
  there: (time: string, zone: string) => `${time} in ${zone}`,
  name: "Ihr Name",
  note: "Möchten Sie etwas dazu sagen?",
  mail: "Antwort als Mail schreiben",
  copy: "Antwort kopieren",
  copied: "Kopiert. Schicken Sie die Antwort, wie Sie möchten.",
  share: "Antwort teilen",
  scan: "Oder zeigen Sie diesen Code her, wenn Sie sich gegenüberstehen:",
  read: (code: string) => `Am Telefon vorlesen: ${code}`,
  privacy: "Diese Seite weiß nur, was im Link steht. Ihre Antwort geht an niemanden, bis Sie sie selbst schicken.",
  wrong:
    "In diesem Link stehen keine Zeiten. Vielleicht wurde er beim Kopieren gekürzt: Bitte öffnen Sie ihn noch einmal aus der Nachricht.",
  over: "Alle vorgeschlagenen Zeiten sind vorbei. Bitte fragen Sie nach neuen.",
};
const en: typeof de = {
  title: "Suggested times",
  language: "Language",
  offers: (from) => `${from} suggests times to you`,
  offered: "Times are suggested to you",
  for: (title, minutes) => [title, formatMinutes(minutes)].filter(Boolean).join(" · "),
  choose: "Which one suits you?",
  none: "None of these",
  past: "over",
  there: (time, zone) => `${time} in ${zone}`,
  name: "Your name",
  note: "Is there anything you would like to say?",
  mail: "Write the answer as a mail",
  copy: "Copy the answer",
  copied: "Copied. Send the answer any way you like.",
  share: "Share the answer",
  scan: "Or show this code when you meet:",
  read: (code) => `To read out on the phone: ${code}`,
  privacy: "This page knows what the link says and nothing else. Your answer goes to nobody until you send it yourself.",
  wrong: "There are no times in this link. It may have been cut when it was copied: please open it again from the message.",
  over: "All of these times are over. Please ask for new ones.",
};
export const text = createText({ de, en });
