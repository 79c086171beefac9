import { createText } from "../../i18n/createText.ts";
import { formatMoment, formatNumber, formatTime } from "../../i18n/format.ts";

const n = formatNumber;
const since = (ms: number): string =>
  new Date(ms).toDateString() === new Date().toDateString()
    ? formatTime(new Date(ms).toISOString())
    : formatMoment(new Date(ms).toISOString());

const de = {
  title: "Mit Einladung beitreten",
  back: "Zurück",
  invites: (inviter: string, workspace: string) => `${inviter} lädt Sie zu „${workspace}“ ein.`,
  yourName: "Ihr Name",
  device: "Name dieses Geräts",
  join: "Beitreten",
  nameMissing: "Bitte Ihren Namen eingeben: So sehen andere, von wem etwas stammt.",
  alreadyIn: (workspace: string) => `Sie gehören schon zu „${workspace}“.`,
  paste: "Einladungslink",
  pasteHint: "Fügen Sie den Link ein, den Sie bekommen haben, oder scannen Sie den QR-Code.",
  scan: "QR-Code scannen",
  stopScan: "Kamera ausschalten",
  next: "Weiter",
  inApp: "Bitte in Safari öffnen – hier würde nichts gespeichert.",
  inAppOther: "Bitte in Ihrem Browser öffnen – hier würde nichts gespeichert.",
  copy: "Link kopieren",
  copied: "Link kopiert.",
  ios: "Zuerst „Zum Home-Bildschirm“, dann dort den Link einfügen oder scannen: Safari und die App teilen keine Daten.",
  anyway: "Trotzdem hier",
  iosSteps: ["Unten auf Teilen tippen", "„Zum Home-Bildschirm“ wählen", "Kontor dort öffnen und den Link einfügen"],
  waitingFor: (workspace: string) => `Beitritt zu „${workspace}“`,
  searching: "Die Geräte des Teams werden gesucht …",
  connecting: (inviter: string) => `Das Gerät von ${inviter} ist da und wird verbunden …`,
  nobody: (workspace: string, inviter: string) =>
    `Von „${workspace}“ ist gerade kein Gerät erreichbar. Bitten Sie ${inviter}, Kontor zu öffnen; sobald eines da ist, geht es von selbst weiter.`,
  noPath: (inviter: string) =>
    `Das Gerät von ${inviter} ist da, aber die Netze lassen keine direkte Verbindung zu. Ins gleiche WLAN gehen oder einen Vermittler eintragen.`,
  noMeetingPoint: "An dieser Adresse gibt es keinen Treffpunkt; Geräte finden sich hier nicht.",
  unsupported:
    "Dieser Browser kann sich nicht mit anderen Geräten verbinden; hier lässt Sie niemand herein. Öffnen Sie den Einladungslink in Chrome, Edge, Firefox oder Safari.",
  noNetwork: "Dieses Gerät hat gerade kein Netz. Sobald es wieder da ist, geht es von selbst weiter.",
  offline: "Sie arbeiten offline; so lässt Sie niemand herein.",
  workOnline: "Wieder online arbeiten",
  sinceWhen: (ms: number) => `Wartet seit ${since(ms)}. Sie können dieses Fenster schließen und später wiederkommen.`,
  other: "Anderen Link verwenden",
  giveUp: "Nicht beitreten",
  someone: "die Person, die Sie eingeladen hat",
  receiving: (have: number, total: number) => `${n(have)} von ${n(total)} Kontakten`,
  tryNow: "Jetzt versuchen",
  letIn: "Sie sind dabei.",
};
const en: typeof de = {
  title: "Join with an invitation",
  back: "Back",
  invites: (inviter, workspace) => `${inviter} invites you to “${workspace}”.`,
  yourName: "Your name",
  device: "Name of this device",
  join: "Join",
  nameMissing: "Please enter your name, so that others can see who wrote what.",
  alreadyIn: (workspace) => `You already belong to “${workspace}”.`,
  paste: "Invitation link",
  pasteHint: "Paste the link you were given, or scan the QR code.",
  scan: "Scan QR code",
  stopScan: "Switch camera off",
  next: "Next",
  inApp: "Open in Safari – nothing would be kept here.",
  inAppOther: "Open in your browser – nothing would be kept here.",
  copy: "Copy link",
  copied: "Link copied.",
  ios: "First “Add to Home Screen”, then paste or scan there: Safari and the app do not share data.",
  anyway: "Join here anyway",
  iosSteps: ["Tap Share at the bottom", "Choose “Add to Home Screen”", "Open Kontor there and paste the link"],
  waitingFor: (workspace) => `Joining “${workspace}”`,
  searching: "Looking for the team's devices …",
  connecting: (inviter) => `${inviter}'s device is online and connecting …`,
  nobody: (_workspace, inviter) => `None of the team's devices can be reached. Ask ${inviter} to open Kontor; this continues by itself.`,
  noPath: (inviter) =>
    `${inviter}'s device is online, but the networks do not allow a direct connection. Use the same Wi-Fi or set up a relay (TURN).`,
  noMeetingPoint: "This address has no meeting point; devices cannot find each other.",
  unsupported:
    "This browser cannot connect to other devices; nobody can let you in here. Open the invitation link in Chrome, Edge, Firefox or Safari.",
  noNetwork: "This device has no network right now. This continues by itself as soon as it is back.",
  offline: "You are working offline, so nobody can let you in.",
  workOnline: "Work online again",
  sinceWhen: (ms) => `Waiting since ${since(ms)}. You may close this window and come back later.`,
  other: "Use another link",
  giveUp: "Do not join",
  someone: "whoever invited you",
  receiving: (have, total) => `${n(have)} of ${n(total)} contacts`,
  tryNow: "Try now",
  letIn: "You are in.",
};
export const text = createText({ de, en });
