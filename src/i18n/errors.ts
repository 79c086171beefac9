// One sentence for each refusal, saying what to do. A code of the engine that has none here does not compile in
// test/i18n/words.test.ts; one of a newer version gets a general sentence.
import { ownValue } from "../lib/own.ts";
import { createText } from "./createText.ts";

export const errorCodes = [
  "field-invalid",
  "field-missing",
  "field-reserved",
  "field-too-long",
  "record-missing",
  "record-deleted",
  "deletion-unconfirmed",
  "kind-unknown",
  "noun-unknown",
  "reference-unreadable",
  "disk-full",
  "disk-failed",
  "not-a-member",
  "sample-workspace",
  "workspace-missing",
  "keys-unreadable",
  "keys-not-kept",
  "browser-lacks",
  "nothing-to-undo",
  "nothing-to-redo",
  "job-missing",
  "entry-too-large",
  "entry-malformed",
  "entry-version-unknown",
  "entry-sealed",
  "link-unreadable",
  "invitation-unknown",
  "invitation-revoked",
  "invitation-expired",
  "invitation-used",
  "invitation-of-another",
  "crypto-missing",
  "insecure-page",
  "storage-missing",
  "storage-silent",
  "engine-failed",
  "engine-busy",
  "journal-damaged",
  "engine-stuck",
  "engine-lost",
  "camera-missing",
  "clipboard-missing",
  "position-forbidden",
  "position-missing",
  "file-unreadable",
  "file-empty",
  "file-too-large",
  "file-type-unsupported",
  "import-cancelled",
  "proof-invalid",
  "roster-untrusted",
  "welcome-unreadable",
  "value-no-data",
  "passphrase-missing",
  "passphrase-short",
  "passphrase-wrong",
  "backup-unreadable",
  "backup-version-unknown",
  "backup-manifest-lost",
  "backup-other-workspace",
  "backup-member-unknown",
  "backup-cancelled",
  "file-unwritable",
  "attachment-empty",
  "attachment-too-large",
  "attachment-unreadable",
  "attachment-cancelled",
  "attachment-missing",
  "microphone-missing",
] as const;
export type ErrorCode = (typeof errorCodes)[number];
export type Facts = Readonly<Record<string, unknown>>;
export type Messages<Code extends string> = Readonly<Record<Code, (facts: Facts) => string>>;

const field = (facts: Facts): string => (typeof facts.field === "string" ? facts.field : "?");

const de: Messages<ErrorCode> = {
  "field-invalid": (e) => `„${field(e)}“ lässt sich so nicht speichern. Bitte prüfen Sie die Eingabe.`,
  "field-missing": (e) => `Hier fehlt noch etwas: ${field(e)}.`,
  "field-reserved": (e) => `„${field(e)}“ vergibt Kontor selbst; wählen Sie einen anderen Namen.`,
  "field-too-long": (e) => `Der Name ist zu lang: höchstens ${String(e.most ?? "120")} Zeichen.`,
  "record-missing": () => "Das gibt es hier nicht (mehr). Gehen Sie zurück und suchen Sie es noch einmal.",
  "record-deleted": () => "Das liegt im Papierkorb. Stellen Sie es dort wieder her, um es zu ändern.",
  "deletion-unconfirmed": (e) => `Das würde ${String(e.contacts ?? "viele")} Kontakte löschen. Bestätigen Sie zuerst die Zahl.`,
  "kind-unknown": () => "Diese Art kennt Ihre Version von Kontor nicht. Bitte aktualisieren Sie Kontor.",
  "noun-unknown": (e) => `Diese Art kennt Ihre Version von Kontor nicht (${String(e.noun ?? "?")}). Bitte aktualisieren Sie Kontor.`,
  "reference-unreadable": (e) => `Der Verweis in „${field(e)}“ führt ins Leere. Bitte wählen Sie den Kontakt noch einmal.`,
  "disk-full": () =>
    "Auf diesem Gerät ist kein Platz mehr: es wurde nicht gespeichert. Schaffen Sie Platz, noch bevor Sie den Browser schließen, und speichern Sie dann noch einmal; Exportieren geht weiterhin.",
  "disk-failed": (e) =>
    `Der Browser konnte nicht speichern (${String(e.reason ?? "ohne Grund")}). Laden Sie die Seite neu; was Sie getippt haben, bleibt stehen.`,
  "not-a-member": () => "Sie gehören diesem Arbeitsbereich noch nicht an. Bitten Sie um eine Einladung.",
  "sample-workspace": () =>
    "Das sind Beispieldaten; zu ihnen kann niemand eingeladen werden. Beginnen Sie dafür einen eigenen Arbeitsbereich.",
  "workspace-missing": () =>
    "Diesen Arbeitsbereich gibt es auf diesem Gerät nicht. Öffnen Sie einen anderen oder treten Sie mit einer Einladung bei.",
  "keys-unreadable": () =>
    "Der Browser hat die Schlüssel dieses Geräts nicht behalten; ohne sie lässt sich der Arbeitsbereich hier nicht öffnen. Laden Sie die Seite neu. Bleibt es dabei, öffnen Sie Kontor auf einem anderen Gerät des Teams und treten Sie mit einer Einladung neu bei.",
  "keys-not-kept": () =>
    "Dieser Browser behält hier keine Schlüssel, und ohne sie kann Kontor nichts verschlüsseln. Öffnen Sie ein normales statt eines privaten Fensters, nehmen Sie diese Seite vom Blockierungsmodus aus, oder verwenden Sie einen anderen Browser.",
  "browser-lacks": (e) =>
    `Diesem Browser fehlt, was Kontor braucht (${String(e.parts ?? "?")}). Aktualisieren Sie ihn oder nehmen Sie einen anderen.`,
  "nothing-to-undo": () => "Es gibt nichts rückgängig zu machen.",
  "nothing-to-redo": () => "Es gibt nichts zu wiederholen.",
  "job-missing": () => "Der Vorgang ist schon beendet. Beginnen Sie ihn bei Bedarf neu.",
  "entry-too-large": () => "Das ist zu viel auf einmal. Teilen Sie es in kleinere Stücke.",
  "entry-malformed": () =>
    "Von einem anderen Gerät kam etwas Unlesbares; es wurde nicht übernommen. Aktualisieren Sie Kontor dort und hier.",
  "entry-version-unknown": () => "Ein anderes Gerät verwendet eine neuere Version. Bitte aktualisieren Sie Kontor hier.",
  "entry-sealed": () => "Dafür hat dieses Gerät keinen Schlüssel. Öffnen Sie Kontor auf einem anderen Gerät des Teams, damit er ankommt.",
  "link-unreadable": () => "Das ist kein vollständiger Einladungslink. Kopieren Sie ihn noch einmal ganz, von https bis zum Ende.",
  "invitation-unknown": () => "Diese Einladung kennt das Team nicht. Bitten Sie um eine neue.",
  "invitation-revoked": () => "Diese Einladung gilt nicht mehr. Bitten Sie um eine neue.",
  "invitation-expired": () => "Diese Einladung ist abgelaufen. Bitten Sie um eine neue.",
  "invitation-used": () => "Mit dieser Einladung ist schon jemand beigetreten. Bitten Sie um eine neue.",
  "invitation-of-another": () =>
    "Diese Einladung hat jemand anderes gemacht. Zurückziehen kann sie nur, wer sie gemacht hat, oder der Inhaber des Arbeitsbereichs: bitten Sie ihn darum.",
  "crypto-missing": () =>
    "Dieser Browser kann nicht so verschlüsseln, wie Kontor es braucht. Aktualisieren Sie ihn oder nehmen Sie einen neueren.",
  "insecure-page": () => "Diese Seite ist nicht gesichert (http); der Browser verbietet hier Verschlüsselung. Öffnen Sie sie über https.",
  "storage-missing": () =>
    "Dieser Browser lässt Kontor hier nichts speichern. Erlauben Sie Websitedaten oder öffnen Sie ein normales Fenster.",
  "storage-silent": () =>
    "Der Speicher dieses Browsers antwortet nicht. Schließen Sie diesen Tab oder den ganzen Browser und öffnen Sie Kontor noch einmal; was gespeichert war, ist noch da.",
  "engine-failed": (e) =>
    `Kontor konnte hier nicht starten (${String(e.reason ?? "ohne Grund")}). Laden Sie die Seite neu; was gespeichert war, ist noch da.`,
  "engine-busy": () =>
    "Kontor ist schon in einem anderen Fenster mit einer anderen Version geöffnet. Schließen Sie es oder machen Sie hier weiter.",
  "journal-damaged": () =>
    "Ein gespeicherter Eintrag ist auf diesem Gerät beschädigt: hier lässt sich das gerade nicht ändern. Öffnen Sie Kontor auf einem anderen Gerät des Teams, dann wird er neu geholt; Exportieren geht weiterhin.",
  "engine-stuck": () =>
    "Das Speichern kam nicht voran: es wurde nicht gespeichert. Kontor startet im Hintergrund neu; versuchen Sie es gleich noch einmal.",
  "engine-lost": () =>
    "Kontor wurde im Hintergrund beendet und startet neu. Was gespeichert war, ist noch da; versuchen Sie es gleich noch einmal.",
  "camera-missing": () => "Die Kamera ist nicht zu haben. Erlauben Sie sie im Browser oder fügen Sie den Link ein.",
  "position-forbidden": () => "Der Browser gibt den Standort nicht her. Bitte erlauben Sie ihn in den Einstellungen der Seite.",
  "position-missing": () => "Dieses Gerät kennt seinen Standort gerade nicht. Bitte versuchen Sie es im Freien noch einmal.",
  "clipboard-missing": () => "Der Browser lässt Kontor hier nichts kopieren. Markieren Sie den Text und kopieren Sie ihn selbst.",
  "file-empty": (e) => `Die Datei „${String(e.file ?? "")}“ ist leer.`,
  "file-too-large": (e) =>
    `Die Datei „${String(e.file ?? "")}“ ist für den Arbeitsspeicher dieses Geräts zu groß. Teilen Sie sie in mehrere, löschen Sie leere Spalten und Zeilen, oder importieren Sie sie an einem Computer.`,
  "file-type-unsupported": (e) =>
    `„${String(e.file ?? "")}“ ist weder CSV noch vCard (${String(e.type ?? "?")}). Speichern Sie die Tabelle als „CSV UTF-8“ und wählen Sie sie noch einmal.`,
  "import-cancelled": () => "Abgebrochen; es wurde nichts übernommen.",
  "proof-invalid": () => "Der Einladungslink ist unterwegs beschädigt worden. Kopieren Sie ihn noch einmal ganz.",
  "roster-untrusted": () => "Die Antwort passt nicht zur Einladung; Kontor hat sie abgelehnt. Bitten Sie um eine neue Einladung.",
  "value-no-data": (e) =>
    `Das lässt sich so nicht speichern (${String(e.place ?? "?")}). Laden Sie die Seite neu und versuchen Sie es noch einmal.`,
  "welcome-unreadable": () => "Die Antwort des anderen Geräts lässt sich nicht lesen. Aktualisieren Sie Kontor dort und hier.",
  "file-unreadable": () => "Diese Datei lässt sich nicht lesen. Speichern Sie sie als CSV oder vCard und versuchen Sie es noch einmal.",
  "passphrase-missing": () =>
    "Für diese Sicherung ist kein Passwort gemerkt. Machen Sie eine in den Einstellungen und geben Sie dort eines ein.",
  "passphrase-short": (e) =>
    `Das Passwort braucht mindestens ${String(e.least ?? 10)} Zeichen, denn wer die Datei findet, kann beliebig oft raten. Vier Wörter sind gut.`,
  "passphrase-wrong": () =>
    "Mit diesem Passwort lässt sich die Sicherung nicht öffnen; die Datei selbst ist in Ordnung. Prüfen Sie Groß- und Kleinschreibung.",
  "backup-unreadable": () =>
    "Das ist keine Sicherung von Kontor, oder es ist nichts von ihr übrig. Wählen Sie die Datei, die auf „.kontor“ endet.",
  "backup-version-unknown": () =>
    "Diese Sicherung stammt von einer neueren Version. Laden Sie Kontor neu und versuchen Sie es noch einmal.",
  "backup-manifest-lost": () =>
    "Die Sicherung ist an Anfang und Ende beschädigt: ohne beides lässt sich der Rest nicht öffnen. Nehmen Sie eine ältere oder eine andere Kopie.",
  "backup-other-workspace": (e) =>
    `Das ist eine Sicherung von „${String(e.name ?? "")}“. Stellen Sie sie als eigenen Arbeitsbereich wieder her.`,
  "backup-member-unknown": () =>
    "In der Sicherung fehlt, wer sie gemacht hat; so kann dieses Gerät nicht dazugehören. Nehmen Sie eine andere Kopie oder bitten Sie um eine Einladung.",
  "backup-cancelled": () => "Abgebrochen.",
  "file-unwritable": () => "Die Datei ließ sich nicht schreiben. Wählen Sie einen anderen Ort; es ist nichts verloren.",
  "attachment-empty": () => "Die Datei ist leer; es gibt nichts aufzubewahren.",
  "attachment-too-large": () => "Die Datei ist zu groß: höchstens 100 MB. Verkleinern oder teilen Sie sie.",
  "attachment-unreadable": () =>
    "Die Datei lässt sich nicht mehr lesen, oder sie hat sich gerade geändert. Schließen Sie sie in anderen Programmen und fügen Sie sie noch einmal hinzu.",
  "attachment-cancelled": () => "Abgebrochen; es wurde nichts gespeichert.",
  "attachment-missing": () => "Diese Datei liegt noch nicht auf diesem Gerät. Sie kommt, sobald ein Gerät verbunden ist, das sie hat.",
  "microphone-missing": () => "Das Mikrofon ist nicht zu haben. Erlauben Sie es im Browser und versuchen Sie es noch einmal.",
};

const en: Messages<ErrorCode> = {
  "field-invalid": (e) => `“${field(e)}” cannot be saved as it is. Please check what you entered.`,
  "field-missing": (e) => `Something is missing here: ${field(e)}.`,
  "field-reserved": (e) => `“${field(e)}” is set by Kontor itself; choose another name.`,
  "field-too-long": (e) => `The name is too long: ${String(e.most ?? "120")} characters at most.`,
  "record-missing": () => "This is not here (any more). Go back and search for it again.",
  "record-deleted": () => "This is in the bin. Restore it there to change it.",
  "deletion-unconfirmed": (e) => `This would delete ${String(e.contacts ?? "many")} contacts. Confirm the number first.`,
  "kind-unknown": () => "Your version of Kontor does not know this kind. Please update Kontor.",
  "noun-unknown": (e) => `Your version of Kontor does not know this kind (${String(e.noun ?? "?")}). Please update Kontor.`,
  "reference-unreadable": (e) => `The reference in “${field(e)}” leads nowhere. Please choose the contact again.`,
  "disk-full": () =>
    "There is no space left on this device: nothing was saved. Free up some space before you close the browser, then save again; export still works.",
  "disk-failed": (e) => `The browser could not save (${String(e.reason ?? "no reason given")}). Reload the page; what you typed stays.`,
  "not-a-member": () => "You do not belong to this workspace yet. Ask for an invitation.",
  "sample-workspace": () => "This is sample data; nobody can be invited to it. Start a workspace of your own for that.",
  "workspace-missing": () => "This workspace is not on this device. Open another one or join with an invitation.",
  "keys-unreadable": () =>
    "The browser did not keep this device's keys; without them the workspace cannot be opened here. Reload the page. If that does not help, open Kontor on another device of the team and join again with an invitation.",
  "keys-not-kept": () =>
    "This browser keeps no keys here, and without them Kontor cannot encrypt. Open a normal window instead of a private one, exclude this page from Lockdown Mode, or use another browser.",
  "browser-lacks": (e) => `This browser lacks what Kontor needs (${String(e.parts ?? "?")}). Update it or use another one.`,
  "nothing-to-undo": () => "There is nothing to undo.",
  "nothing-to-redo": () => "There is nothing to redo.",
  "job-missing": () => "This has already ended. Start it again if you need to.",
  "entry-too-large": () => "This is too much at once. Split it into smaller parts.",
  "entry-malformed": () => "Something unreadable came from another device; it was not accepted. Update Kontor there and here.",
  "entry-version-unknown": () => "Another device uses a newer version. Please update Kontor here.",
  "entry-sealed": () => "This device has no key for that. Open Kontor on another device of the team so that it arrives.",
  "link-unreadable": () => "This is not a complete invitation link. Copy all of it again, from https to the end.",
  "invitation-unknown": () => "The team does not know this invitation. Ask for a new one.",
  "invitation-revoked": () => "This invitation is no longer valid. Ask for a new one.",
  "invitation-expired": () => "This invitation has expired. Ask for a new one.",
  "invitation-used": () => "Somebody has already joined with this invitation. Ask for a new one.",
  "invitation-of-another": () => "Somebody else made this invitation. Only they or the workspace owner can revoke it: ask one of them.",
  "crypto-missing": () => "This browser cannot encrypt the way Kontor needs. Update it or use a newer one.",
  "insecure-page": () => "This page is not secure (http); the browser forbids encryption here. Open it with https.",
  "storage-missing": () => "This browser lets Kontor store nothing here. Allow site data or open a normal window.",
  "storage-silent": () =>
    "This browser's storage does not answer. Close this tab or the whole browser and open Kontor again; what was saved is still there.",
  "engine-failed": (e) =>
    `Kontor could not start here (${String(e.reason ?? "no reason given")}). Reload the page; what was saved is still there.`,
  "engine-busy": () => "Kontor is already open in another window with another version. Close it or continue here.",
  "journal-damaged": () =>
    "A stored entry is damaged on this device, so this cannot be changed here right now. Open Kontor on another of the team's devices and it will be fetched again; export still works.",
  "engine-stuck": () => "Saving got stuck: nothing was saved. Kontor is restarting in the background; try again in a moment.",
  "engine-lost": () => "Kontor was stopped in the background and is restarting. What was saved is still there; try again in a moment.",
  "camera-missing": () => "The camera is not available. Allow it in the browser or paste the link.",
  "position-forbidden": () => "The browser does not give the position. Please allow it in the page’s settings.",
  "position-missing": () => "This device does not know where it is right now. Please try again outdoors.",
  "clipboard-missing": () => "The browser does not let Kontor copy here. Select the text and copy it yourself.",
  "file-empty": (e) => `The file “${String(e.file ?? "")}” is empty.`,
  "file-too-large": (e) =>
    `The file “${String(e.file ?? "")}” is too large for this device's memory. Split it, delete empty columns and rows, or import it on a computer.`,
  "file-type-unsupported": (e) =>
    `“${String(e.file ?? "")}” is neither CSV nor vCard (${String(e.type ?? "?")}). Save the table as “CSV UTF-8” and choose it again.`,
  "import-cancelled": () => "Cancelled; nothing was imported.",
  "proof-invalid": () => "The invitation link was damaged on the way. Copy all of it again.",
  "roster-untrusted": () => "The answer does not match the invitation; Kontor refused it. Ask for a new invitation.",
  "value-no-data": (e) => `This cannot be saved as it is (${String(e.place ?? "?")}). Reload the page and try again.`,
  "welcome-unreadable": () => "The other device's answer cannot be read. Update Kontor there and here.",
  "file-unreadable": () => "This file cannot be read. Save it as CSV or vCard and try again.",
  "passphrase-missing": () => "No passphrase is remembered for this backup. Make a backup in Settings and enter one there.",
  "passphrase-short": (e) =>
    `The passphrase needs at least ${String(e.least ?? 10)} characters, because whoever finds the file can guess as often as they like. Four words work well.`,
  "passphrase-wrong": () => "This passphrase does not open the backup; the file itself is fine. Check upper and lower case.",
  "backup-unreadable": () => "This is not a Kontor backup, or nothing of it is left. Choose the file that ends in “.kontor”.",
  "backup-version-unknown": () => "This backup was made by a newer version. Reload Kontor and try again.",
  "backup-manifest-lost": () =>
    "The backup is damaged at both its beginning and its end, so the rest cannot be opened. Use an older one or another copy.",
  "backup-other-workspace": (e) => `This is a backup of “${String(e.name ?? "")}”. Restore it as a workspace of its own.`,
  "backup-member-unknown": () =>
    "The backup does not say who made it, so this device cannot join. Use another copy or ask for an invitation.",
  "backup-cancelled": () => "Cancelled.",
  "file-unwritable": () => "The file could not be written. Choose another place; nothing is lost.",
  "attachment-empty": () => "The file is empty; there is nothing to keep.",
  "attachment-too-large": () => "The file is too large: 100 MB at most. Make it smaller, or split it.",
  "attachment-unreadable": () => "The file can no longer be read, or it has just changed. Close it in other programs and add it again.",
  "attachment-cancelled": () => "Cancelled; nothing was stored.",
  "attachment-missing": () => "This file is not on this device yet. It comes as soon as a device that has it is connected.",
  "microphone-missing": () => "The microphone is not available. Allow it in the browser and try again.",
};

const sentences = createText({ de, en });
const unknown = createText({
  de: (code: string) => `Das hat nicht geklappt (${code}). Versuchen Sie es noch einmal; bleibt es dabei, laden Sie die Seite neu.`,
  en: (code) => `That did not work (${code}). Try again; if it keeps failing, reload the page.`,
});

/** What to tell the person about a refusal; codes of newer versions get a general sentence. */
export function errorText(refusal: { readonly code: string }): string {
  const say = ownValue(sentences() as Readonly<Record<string, ((facts: Facts) => string) | undefined>>, refusal.code);
  return say ? say(refusal as unknown as Facts) : unknown()(refusal.code);
}
