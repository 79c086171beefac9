// One sentence for each refusal, saying what to do. `state/refusal.ts` hands in the engine's refusals: a code that is
// missing here does not compile there.
import { createText } from "./createText.ts";

export const errorCodes = [
  "field-invalid",
  "field-missing",
  "field-reserved",
  "record-missing",
  "record-deleted",
  "kind-unknown",
  "reference-unreadable",
  "disk-full",
  "disk-failed",
  "not-a-member",
  "sample-workspace",
  "workspace-missing",
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
  "crypto-missing",
  "insecure-page",
  "storage-missing",
  "engine-busy",
  "engine-lost",
  "camera-missing",
  "file-unreadable",
  "file-empty",
  "file-type-unsupported",
  "import-cancelled",
  "proof-invalid",
  "roster-untrusted",
  "welcome-unreadable",
] as const;
export type ErrorCode = (typeof errorCodes)[number];
export type Facts = Readonly<Record<string, unknown>>;
export type Messages<Code extends string> = Readonly<Record<Code, (facts: Facts) => string>>;

const field = (facts: Facts): string => (typeof facts.field === "string" ? facts.field : "?");

const de: Messages<ErrorCode> = {
  "field-invalid": (e) => `„${field(e)}“ lässt sich so nicht speichern. Bitte prüfen Sie die Eingabe.`,
  "field-missing": (e) => `Hier fehlt noch etwas: ${field(e)}.`,
  "field-reserved": (e) => `„${field(e)}“ vergibt Kontor selbst; wählen Sie einen anderen Namen.`,
  "record-missing": () => "Das gibt es hier nicht (mehr). Gehen Sie zurück und suchen Sie es noch einmal.",
  "record-deleted": () => "Das liegt im Papierkorb. Stellen Sie es dort wieder her, um es zu ändern.",
  "kind-unknown": (e) => `Diese Art kennt Ihre Version von Kontor nicht (${String(e.kind ?? "?")}). Bitte aktualisieren Sie Kontor.`,
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
  "crypto-missing": () =>
    "Dieser Browser kann nicht so verschlüsseln, wie Kontor es braucht. Aktualisieren Sie ihn oder nehmen Sie einen neueren.",
  "insecure-page": () => "Diese Seite ist nicht gesichert (http); der Browser verbietet hier Verschlüsselung. Öffnen Sie sie über https.",
  "storage-missing": () =>
    "Dieser Browser lässt Kontor hier nichts speichern. Erlauben Sie Websitedaten oder öffnen Sie ein normales Fenster.",
  "engine-busy": () =>
    "Kontor ist schon in einem anderen Fenster mit einer anderen Version geöffnet. Schließen Sie es oder machen Sie hier weiter.",
  "engine-lost": () =>
    "Kontor wurde im Hintergrund beendet und startet neu. Was gespeichert war, ist noch da; versuchen Sie es gleich noch einmal.",
  "camera-missing": () => "Die Kamera ist nicht zu haben. Erlauben Sie sie im Browser oder fügen Sie den Link ein.",
  "file-empty": (e) => `Die Datei „${String(e.file ?? "")}“ ist leer.`,
  "file-type-unsupported": (e) =>
    `„${String(e.file ?? "")}“ ist weder CSV noch vCard (${String(e.type ?? "?")}). Speichern Sie die Tabelle als „CSV UTF-8“ und wählen Sie sie noch einmal.`,
  "import-cancelled": () => "Abgebrochen; es wurde nichts übernommen.",
  "proof-invalid": () => "Der Einladungslink ist unterwegs beschädigt worden. Kopieren Sie ihn noch einmal ganz.",
  "roster-untrusted": () => "Die Antwort passt nicht zur Einladung; Kontor hat sie abgelehnt. Bitten Sie um eine neue Einladung.",
  "welcome-unreadable": () => "Die Antwort des anderen Geräts lässt sich nicht lesen. Aktualisieren Sie Kontor dort und hier.",
  "file-unreadable": () => "Diese Datei lässt sich nicht lesen. Speichern Sie sie als CSV oder vCard und versuchen Sie es noch einmal.",
};

const en: Messages<ErrorCode> = {
  "field-invalid": (e) => `“${field(e)}” cannot be saved like this. Please check what you entered.`,
  "field-missing": (e) => `Something is missing here: ${field(e)}.`,
  "field-reserved": (e) => `“${field(e)}” is set by Kontor itself; choose another name.`,
  "record-missing": () => "This is not here (any more). Go back and search for it again.",
  "record-deleted": () => "This is in the bin. Restore it there to change it.",
  "kind-unknown": (e) => `Your version of Kontor does not know this kind (${String(e.kind ?? "?")}). Please update Kontor.`,
  "reference-unreadable": (e) => `The reference in “${field(e)}” leads nowhere. Please choose the contact again.`,
  "disk-full": () =>
    "There is no room left on this device: nothing was saved. Make room before you close the browser, then save again; export still works.",
  "disk-failed": (e) => `The browser could not save (${String(e.reason ?? "no reason given")}). Reload the page; what you typed stays.`,
  "not-a-member": () => "You do not belong to this workspace yet. Ask for an invitation.",
  "sample-workspace": () => "This is sample data; nobody can be invited to it. Start a workspace of your own for that.",
  "workspace-missing": () => "This workspace is not on this device. Open another one or join with an invitation.",
  "nothing-to-undo": () => "There is nothing to undo.",
  "nothing-to-redo": () => "There is nothing to redo.",
  "job-missing": () => "This has already ended. Start it again if you need to.",
  "entry-too-large": () => "This is too much at once. Split it into smaller pieces.",
  "entry-malformed": () => "Something unreadable came from another device; it was not taken in. Update Kontor there and here.",
  "entry-version-unknown": () => "Another device uses a newer version. Please update Kontor here.",
  "entry-sealed": () => "This device has no key for that. Open Kontor on another device of the team so that it arrives.",
  "link-unreadable": () => "This is not a complete invitation link. Copy all of it again, from https to the end.",
  "invitation-unknown": () => "The team does not know this invitation. Ask for a new one.",
  "invitation-revoked": () => "This invitation is no longer valid. Ask for a new one.",
  "invitation-expired": () => "This invitation has expired. Ask for a new one.",
  "invitation-used": () => "Somebody has already joined with this invitation. Ask for a new one.",
  "crypto-missing": () => "This browser cannot encrypt the way Kontor needs. Update it or use a newer one.",
  "insecure-page": () => "This page is not secure (http); the browser forbids encryption here. Open it with https.",
  "storage-missing": () => "This browser lets Kontor store nothing here. Allow site data or open a normal window.",
  "engine-busy": () => "Kontor is already open in another window with another version. Close it or continue here.",
  "engine-lost": () => "Kontor was ended in the background and is starting again. What was saved is still there; try again in a moment.",
  "camera-missing": () => "The camera is not available. Allow it in the browser or paste the link.",
  "file-empty": (e) => `The file “${String(e.file ?? "")}” is empty.`,
  "file-type-unsupported": (e) =>
    `“${String(e.file ?? "")}” is neither CSV nor vCard (${String(e.type ?? "?")}). Save the table as “CSV UTF-8” and choose it again.`,
  "import-cancelled": () => "Cancelled; nothing was imported.",
  "proof-invalid": () => "The invitation link was damaged on its way. Copy all of it again.",
  "roster-untrusted": () => "The answer does not match the invitation; Kontor refused it. Ask for a new invitation.",
  "welcome-unreadable": () => "The other device's answer cannot be read. Update Kontor there and here.",
  "file-unreadable": () => "This file cannot be read. Save it as CSV or vCard and try again.",
};

const sentences = createText({ de, en });
const unknown = createText({
  de: (code: string) => `Das hat nicht geklappt (${code}). Versuchen Sie es noch einmal; bleibt es dabei, laden Sie die Seite neu.`,
  en: (code) => `That did not work (${code}). Try again; if it keeps failing, reload the page.`,
});

/** What to tell the person about a refusal; codes of newer versions get a general sentence. */
export function errorText(refusal: { readonly code: string }): string {
  const say = (sentences() as Readonly<Record<string, ((facts: Facts) => string) | undefined>>)[refusal.code];
  return say ? say(refusal as unknown as Facts) : unknown()(refusal.code);
}
