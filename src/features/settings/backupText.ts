import { createText } from "../../i18n/createText.ts";
import { formatBytes, formatMoment, formatNumber, formatRelative, plural } from "../../i18n/format.ts";

const counted = (count: number, one: string, other: string): string => `${formatNumber(count)} ${plural(count, { one, other })}`;
const isNow = (ms: number): boolean => Date.now() - ms < 60_000;

const de = {
  title: "Sicherung",
  explanation:
    "Eine verschlüsselte Datei mit allem: Kontakte, Verlauf, Dateien dieses Geräts, Gelöschtes, Einstellungen. Legen Sie sie an einen anderen Ort als dieses Gerät.",
  none: "Noch keine Sicherung.",
  last: (ms: number) => (isNow(ms) ? "Gerade eben gesichert." : `Letzte Sicherung ${formatRelative(new Date(ms).toISOString())}.`),
  since: (changes: number) =>
    changes === 0 ? "Seitdem hat sich nichts geändert." : `Seitdem ${counted(changes, "Änderung", "Änderungen")}.`,
  onlyHere: (changes: number, days: number) =>
    `${counted(changes, "Änderung", "Änderungen")} ${days <= 1 ? "von heute" : `aus ${formatNumber(days)} Tagen`} ${plural(changes, { one: "liegt", other: "liegen" })} nur auf diesem Gerät.`,
  elsewhere: "Alles liegt auch auf anderen Geräten.",
  make: "Sicherung machen",
  check: "Sicherung prüfen",
  restore: "Wiederherstellen",
  passphrase: "Passwort der Sicherung",
  again: "Noch einmal",
  passphraseHint: "Ohne dieses Passwort öffnet niemand die Sicherung, auch Sie nicht. Vier Wörter sind gut; schreiben Sie sie auf.",
  passphraseShort: "Mindestens zehn Zeichen.",
  passphraseDiffers: "Die beiden stimmen nicht überein.",
  withFiles: "Mit Dateien",
  withFilesText: (bytes: number, here: number, all: number) =>
    here < all
      ? `${formatBytes(bytes)}; auf diesem Gerät liegen ${formatNumber(here)} von ${formatNumber(all)} Originalen`
      : formatBytes(bytes),
  making: "Wird gesichert",
  made: "Gesichert.",
  cancel: "Abbrechen",
  close: "Schließen",
  choose: "Datei wählen",
  checkExplanation: "Liest die ganze Sicherung, prüft jede Änderung und rechnet alles nach. Dabei wird nichts verändert.",
  checking: "Wird geprüft",
  checkNow: "Prüfen",
  whole: (contacts: number, at: string) =>
    `Die Sicherung ist vollständig: ${counted(contacts, "Kontakt", "Kontakte")}, Stand ${formatMoment(at)}. Jede Änderung ist echt und lässt sich wiederherstellen.`,
  same: "Sie enthält genau das, was dieser Arbeitsbereich jetzt enthält.",
  broken: (read: number, held: number) =>
    `Die Sicherung ist beschädigt: ${formatNumber(read)} von ${formatNumber(held)} Änderungen sind lesbar. Machen Sie eine neue und behalten Sie diese, bis jene geprüft ist.`,
  wrong: (count: number) => `${counted(count, "Eintrag stammt", "Einträge stammen")} von niemandem aus diesem Team und zählen nicht.`,
  folderTitle: "Automatisch, einmal am Tag",
  folderText:
    "Kontor legt die Sicherung in einen Ordner, den Sie wählen, und behält die letzten fünf. Dateien (Fotos, Scans …) sind in diesen nicht enthalten.",
  chooseFolder: "Ordner wählen",
  folder: (name: string) => `In den Ordner „${name}“.`,
  folderLapsed: (name: string) =>
    `Der Browser fragt noch einmal, ob Kontor in den Ordner „${name}“ schreiben darf. Bis dahin wird nicht gesichert.`,
  allow: "Erlauben",
  stopFolder: "Nicht mehr automatisch",
  remindLast: (ms: number | null, changes: number) =>
    ms === null
      ? `Noch keine Sicherung; ${counted(changes, "Änderung", "Änderungen")} bisher.`
      : `Letzte Sicherung ${formatRelative(new Date(ms).toISOString())}, seitdem ${counted(changes, "Änderung", "Änderungen")}.`,
  backUp: "Sichern",
};
const en: typeof de = {
  title: "Backup",
  explanation:
    "One encrypted file with everything: contacts, history, the files on this device, what was deleted, settings. Keep it somewhere other than this device.",
  none: "No backup yet.",
  last: (ms) => (isNow(ms) ? "Backed up just now." : `Last backup ${formatRelative(new Date(ms).toISOString())}.`),
  since: (changes) => (changes === 0 ? "Nothing has changed since." : `${counted(changes, "change", "changes")} since.`),
  onlyHere: (changes, days) =>
    `${counted(changes, "change", "changes")} ${days <= 1 ? "from today" : `from the last ${formatNumber(days)} days`} ${plural(changes, { one: "exists", other: "exist" })} only on this device.`,
  elsewhere: "Everything is on other devices too.",
  make: "Make a backup",
  check: "Check a backup",
  restore: "Restore",
  passphrase: "Backup passphrase",
  again: "Repeat it",
  passphraseHint: "Without this passphrase nobody can open the backup, not even you. Four words work well; write them down.",
  passphraseShort: "At least ten characters.",
  passphraseDiffers: "The two do not match.",
  withFiles: "With files",
  withFilesText: (bytes, here, all) =>
    here < all ? `${formatBytes(bytes)}; ${formatNumber(here)} of ${formatNumber(all)} originals are on this device` : formatBytes(bytes),
  making: "Backing up",
  made: "Backed up.",
  cancel: "Cancel",
  close: "Close",
  choose: "Choose a file",
  checkExplanation: "Reads the whole backup, verifies every change and recalculates everything. Nothing is changed.",
  checking: "Checking",
  checkNow: "Check",
  whole: (contacts, at) =>
    `The backup is complete: ${counted(contacts, "contact", "contacts")}, as of ${formatMoment(at)}. Every change is genuine and can be restored.`,
  same: "It contains exactly what this workspace contains now.",
  broken: (read, held) =>
    `The backup is damaged: ${formatNumber(read)} of ${formatNumber(held)} changes can be read. Make a new backup, and keep this one until the new one has been checked.`,
  wrong: (count) =>
    `${counted(count, "entry was", "entries were")} not written by anyone on this team and ${plural(count, { one: "is", other: "are" })} ignored.`,
  folderTitle: "Automatically, once a day",
  folderText: "Kontor saves the backup to a folder you choose, and keeps the last five. Files (photos, scans …) are not part of these.",
  chooseFolder: "Choose a folder",
  folder: (name) => `To the folder “${name}”.`,
  folderLapsed: (name) =>
    `The browser wants to ask again whether Kontor may write to the folder “${name}”. Until then nothing is backed up.`,
  allow: "Allow",
  stopFolder: "Stop automatic backups",
  remindLast: (ms, changes) =>
    ms === null
      ? `No backup yet; ${counted(changes, "change", "changes")} so far.`
      : `Last backup ${formatRelative(new Date(ms).toISOString())}, ${counted(changes, "change", "changes")} since.`,
  backUp: "Back up",
};
export const backupText = createText({ de, en });
