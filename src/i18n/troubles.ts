// One sentence for each trouble, saying what to do. A code without a sentence does not compile.

import type { Trouble, TroubleCode } from "../domain/trouble.ts";
import { ownValue } from "../lib/own.ts";
import { createText } from "./createText.ts";
import { errorText } from "./errors.ts";
import { formatNumber } from "./format.ts";

type Sentences = Readonly<Record<TroubleCode, (trouble: Trouble) => string>>;

const asReason = (trouble: Trouble): string =>
  errorText({ code: trouble.code, ...(trouble.detail === undefined ? {} : { reason: trouble.detail }) } as Trouble);
const many = ({ count = 1 }: Trouble): string => formatNumber(count);

const de: Sentences = {
  "disk-full": asReason,
  "disk-failed": asReason,
  "engine-stuck": () =>
    "Das Speichern kam nicht voran; Kontor startet im Hintergrund neu. Was einen Haken hat, ist sicher; speichern Sie das Letzte noch einmal.",
  "store-failed": () =>
    "Was andere geschickt haben, lässt sich gerade nicht speichern; Kontor versucht es alle paar Sekunden wieder. Bleibt es dabei, schaffen Sie Platz auf dem Gerät und laden Sie die Seite neu.",
  "entries-refused": () =>
    "Ein Gerät schickt Änderungen, die dieses hier nicht annehmen kann. Aktualisieren Sie Kontor auf beiden; was hier ist, bleibt unberührt.",
  "entries-set-aside": (trouble) =>
    trouble.count === 1
      ? "Eine Änderung eines anderen Geräts tut nicht, was sie sagt, oder ist nicht zu lesen. Sie ist beiseitegelegt, bleibt gespeichert und wird nicht übernommen. Aktualisieren Sie Kontor auf allen Geräten, und fragen Sie, wer sie geschickt hat."
      : `${many(trouble)} Änderungen anderer Geräte tun nicht, was sie sagen, oder sind nicht zu lesen. Sie sind beiseitegelegt, bleiben gespeichert und werden nicht übernommen. Aktualisieren Sie Kontor auf allen Geräten, und fragen Sie, wer sie geschickt hat.`,
  "journal-damaged": (trouble) =>
    `Auf diesem Gerät ${trouble.count === 1 ? "ist ein gespeicherter Eintrag" : `sind ${many(trouble)} gespeicherte Einträge`} beschädigt. Öffnen Sie Kontor auf einem anderen Gerät des Teams: von dort wird das Fehlende neu geholt. Exportieren Sie vorher, wenn es kein anderes gibt.`,
  "roster-damaged": () =>
    "Die Liste der Mitglieder ist auf diesem Gerät beschädigt: Sie können alles lesen und exportieren, aber nichts ändern. Exportieren Sie, und treten Sie mit einer neuen Einladung wieder bei.",
  "profile-copied": () =>
    "Dieses Browserprofil gibt es zweimal: kopiert, oder aus einer Sicherung zurückgespielt. Kontor gibt einem der beiden gleich einen neuen Schlüssel; bis dahin zählt nur, was hier nachgeprüft ist. Bleibt dieser Satz stehen, exportieren Sie, was nur hier ist.",
  "profile-renewed": () =>
    "Dieses Gerät war kopiert oder aus einer Sicherung zurückgespielt worden. Es hat jetzt einen eigenen Schlüssel und zählt als eigenes Gerät; was auf beiden eingetragen wurde, bleibt erhalten und wird ausgetauscht. Zu tun ist nichts.",
  "data-differs": (trouble) =>
    `Dieses Gerät und ${trouble.detail ?? "ein anderes"} haben dieselben Einträge und zeigen nicht dasselbe. Verlassen Sie sich bei Wichtigem auf keines allein: machen Sie auf beiden eine Sicherung, aktualisieren Sie Kontor auf beiden und laden Sie die Seite neu. Der Satz verschwindet, sobald beide wieder dasselbe zeigen.`,
};

const en: Sentences = {
  "disk-full": asReason,
  "disk-failed": asReason,
  "engine-stuck": () =>
    "Saving got stuck; Kontor is restarting in the background. Everything with a tick is safe; save the last change again.",
  "store-failed": () =>
    "What others sent cannot be stored right now; Kontor tries again every few seconds. If this persists, free up space on this device and reload the page.",
  "entries-refused": () => "A device sends changes that this one cannot accept. Update Kontor on both; what is here stays as it is.",
  "entries-set-aside": (trouble) =>
    trouble.count === 1
      ? "One change from another device does not do what it says, or cannot be read. It is set aside, stays stored and is not applied. Update Kontor on all devices, and ask who sent it."
      : `${many(trouble)} changes from other devices do not do what they say, or cannot be read. They are set aside, stay stored and are not applied. Update Kontor on all devices, and ask who sent them.`,
  "journal-damaged": (trouble) =>
    `${trouble.count === 1 ? "One entry" : `${many(trouble)} entries`} stored on this device ${trouble.count === 1 ? "is" : "are"} damaged. Open Kontor on another device of the team: what is missing is fetched from there. If there is none, export first.`,
  "roster-damaged": () =>
    "The list of members is damaged on this device: you can read and export everything, but change nothing. Export, and join again with a new invitation.",
  "profile-copied": () =>
    "This browser profile exists twice: copied, or restored from a backup. Kontor gives one of the two a new key in a moment; until then only what was checked here counts. If this message stays, export what is only here.",
  "profile-renewed": () =>
    "This device had been copied or restored from a backup. It has a key of its own now and counts as a device of its own; what was entered on both is kept and exchanged. There is nothing to do.",
  "data-differs": (trouble) =>
    `This device and ${trouble.detail ?? "another"} have the same entries but do not show the same. Rely on neither alone where it matters: make a backup on both, update Kontor on both and reload the page. This message disappears as soon as both show the same again.`,
};

const sentences = createText({ de, en });

/** What to tell the person about a trouble; of codes of newer engines as much as can be said. */
export function troubleText(trouble: Trouble): string {
  const say = ownValue(sentences() as Readonly<Record<string, ((trouble: Trouble) => string) | undefined>>, trouble.code);
  return say ? say(trouble) : errorText(trouble);
}
