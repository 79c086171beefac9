import { createText } from "../../i18n/createText.ts";
import { formatDay, formatList, formatMoment, formatNumber, plural } from "../../i18n/format.ts";

const counted = (count: number, one: string, other: string): string => `${formatNumber(count)} ${plural(count, { one, other })}`;
const day = (instant: string): string => formatDay(instant.slice(0, 10));

const de = {
  restore: "Aus Sicherung wiederherstellen",
  explanation: "Wählen Sie die Datei, die auf „.kontor“ endet. Was dieses Gerät schon hat, bleibt.",
  back: "Zurück",
  choose: "Datei wählen oder hierher ziehen",
  begin: "Wiederherstellen",
  restoring: "Wird wiederhergestellt",
  open: "Öffnen",
  done: (contacts: number, at: string) => `${counted(contacts, "Kontakt", "Kontakte")} wiederhergestellt, Stand ${formatMoment(at)}.`,
  damagedTitle: "Wiederhergestellt, aber die Sicherung war beschädigt.",
  cut: "Die Datei endet mitten in der Sicherung.",
  places: (count: number) => `An ${count === 1 ? "einer Stelle" : `${formatNumber(count)} Stellen`} waren Daten verändert oder fehlten.`,
  lost: (count: number, who: string, after: string | undefined, before: string | undefined) =>
    `${counted(count, "Änderung fehlt", "Änderungen fehlen")} von ${who}${after && before ? `, zwischen ${formatMoment(after)} und ${formatMoment(before)}` : after ? `, nach ${formatMoment(after)}` : ""}.`,
  missing: (count: number, names: readonly string[]) =>
    `${counted(count, "Kontakt fehlt", "Kontakte fehlen")}${names.length > 0 ? `: ${formatList(names)}` : ""}${count > names.length && names.length > 0 ? " …" : ""}.`,
  nothingMissing: "Kein Kontakt fehlt.",
  rest: "Alles andere ist da. Hat ein anderes Gerät des Teams das Fehlende, kommt es von dort; sonst hilft eine andere Kopie der Sicherung.",
  somebody: "jemandem",
  lostTitle: (name: string) => `„${name}“ lag hier und ist nicht mehr da.`,
  lostText: (since: string) => `Der Browser hat geleert, was hier seit ${day(since)} gespeichert war. So bekommen Sie es wieder:`,
  fromColleague: "Von einem Gerät des Teams holen",
  fromColleagueText: "Dort „Einladen“ wählen und den Link hier öffnen.",
  startAnew: "Neu beginnen",
  notMissed: "Nicht mehr daran erinnern",
};
const en: typeof de = {
  restore: "Restore a backup",
  explanation: "Choose the file that ends in “.kontor”. What is already on this device stays.",
  back: "Back",
  choose: "Choose a file or drop it here",
  begin: "Restore",
  restoring: "Restoring",
  open: "Open",
  done: (contacts, at) => `${counted(contacts, "contact", "contacts")} restored, as of ${formatMoment(at)}.`,
  damagedTitle: "Restored, but the backup was damaged.",
  cut: "The file ends in the middle of the backup.",
  places: (count) => `Data had changed or was missing in ${count === 1 ? "one place" : `${formatNumber(count)} places`}.`,
  lost: (count, who, after, before) =>
    `${counted(count, "change", "changes")} by ${who} ${plural(count, { one: "is", other: "are" })} missing${after && before ? `, between ${formatMoment(after)} and ${formatMoment(before)}` : after ? `, after ${formatMoment(after)}` : ""}.`,
  missing: (count, names) =>
    `${counted(count, "contact is", "contacts are")} missing${names.length > 0 ? `: ${formatList(names)}` : ""}${count > names.length && names.length > 0 ? " …" : ""}.`,
  nothingMissing: "No contact is missing.",
  rest: "Everything else is here. If another device on the team has what is missing, it will come from there; otherwise try another copy of the backup.",
  somebody: "somebody",
  lostTitle: (name) => `“${name}” was here and is gone.`,
  lostText: (since) => `The browser has cleared what was stored here since ${day(since)}. This is how you get it back:`,
  fromColleague: "Get it from another device on the team",
  fromColleagueText: "Choose “Invite” there and open the link here.",
  startAnew: "Start new",
  notMissed: "Don't remind me again",
};
export const restoreText = createText({ de, en });
