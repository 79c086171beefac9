import { createText } from "../../i18n/createText.ts";
import { formatMoment, formatNumber, formatRelative, plural } from "../../i18n/format.ts";

const n = formatNumber;
const de = {
  team: "Team", invite: "Team einladen", inviteTitle: "Team einladen", members: "Mitglieder", you: "Sie", yourName: "Ihr Name", thisDevice: "Dieses Gerät", role: { owner: "Inhaber", member: "Mitglied" } as Readonly<Record<string, string>>,
  aloneTitle: "Noch sind Sie allein.", aloneText: "Laden Sie Kolleginnen und Kollegen ein, oder Ihr eigenes Telefon: jedes Gerät hat dann alles und arbeitet auch ohne Netz.",
  sampleTitle: "Beispieldaten", sampleText: "Zu Beispieldaten kann niemand eingeladen werden. Beginnen Sie dafür einen eigenen Arbeitsbereich.",
  connected: "jetzt verbunden", seen: (ms: number) => (ms > 0 ? `zuletzt ${formatRelative(new Date(ms).toISOString())}` : "noch nicht gesehen"), here: "hier", nameMissing: "Bitte einen Namen eingeben.",
  open: "Offene Einladungen", openHint: "Wer einen dieser Links hat, kann beitreten.", invitedAt: (at: string) => `vom ${formatMoment(at)}`, revoke: "Zurückziehen", revoked: "Die Einladung gilt nicht mehr.",
  making: "Einladung wird vorbereitet …", copy: "Kopieren", copied: "Link kopiert.", share: "Teilen", shareText: (workspace: string) => `Einladung zu „${workspace}“ in Kontor`, link: "Einladungslink",
  keepOpen: "Lassen Sie Kontor hier offen, bis Ihre Kollegin dabei ist: die Daten kommen direkt von diesem Gerät.",
  waiting: "wartet", connecting: (device: string) => `${device} verbindet sich`, has: (device: string, have: number, total: number) => `${device} hat ${n(have)} von ${plural(total, { one: "einem Kontakt", other: `${n(total)} Kontakten` })}`,
  noMeetingPoint: "An dieser Adresse gibt es keinen Treffpunkt; Geräte finden sich hier nicht.", noMeetingPointHelp: "Starten Sie den Server mit „npm start“, oder tragen Sie in der Datei config.json neben der Seite unter „signalling“ die Adresse eines Treffpunkts ein (wss://…/signal).",
  workingOffline: "Sie arbeiten gerade offline: so kann niemand beitreten.", workOnline: "Wieder online arbeiten", localhost: "Diesen Link kann nur dieser Computer öffnen.", lan: (address: string) => `Andere Geräte in diesem Netz erreichen Kontor unter ${address}`, useLan: "Link für andere Geräte", useLocal: "Link für diesen Computer",
  lanInsecure: "Über http erlauben Browser dort keine Verschlüsselung. Starten Sie mit „npm start -- --https“.",
  newLink: "Neuer Link",
};
const en: typeof de = {
  team: "Team", invite: "Invite team", inviteTitle: "Invite your team", members: "Members", you: "you", yourName: "Your name", thisDevice: "This device", role: { owner: "Workspace owner", member: "Member" },
  aloneTitle: "You are on your own so far.", aloneText: "Invite colleagues, or your own phone: each device then has everything and works without a network too.",
  sampleTitle: "Sample data", sampleText: "Nobody can be invited to sample data. Start a workspace of your own for that.",
  connected: "connected now", seen: (ms) => (ms > 0 ? `last seen ${formatRelative(new Date(ms).toISOString())}` : "not seen yet"), here: "here", nameMissing: "Please enter a name.",
  open: "Open invitations", openHint: "Whoever has one of these links can join.", invitedAt: (at) => `from ${formatMoment(at)}`, revoke: "Revoke", revoked: "The invitation is no longer valid.",
  making: "Preparing the invitation …", copy: "Copy", copied: "Link copied.", share: "Share", shareText: (workspace) => `Invitation to “${workspace}” in Kontor`, link: "Invitation link",
  keepOpen: "Keep Kontor open here until your colleague is in: the data comes straight from this device.",
  waiting: "waiting", connecting: (device) => `${device} is connecting`, has: (device, have, total) => `${device} has ${n(have)} of ${plural(total, { one: "one contact", other: `${n(total)} contacts` })}`,
  noMeetingPoint: "This address has no meeting point; devices cannot find each other.", noMeetingPointHelp: "Start the server with “npm start”, or name a meeting point (wss://…/signal) under “signalling” in the file config.json beside the page.",
  workingOffline: "You are working offline: nobody can join like this.", workOnline: "Work online again", localhost: "Only this computer can open this link.", lan: (address) => `Other devices in this network reach Kontor at ${address}`, useLan: "Link for other devices", useLocal: "Link for this computer",
  lanInsecure: "Browsers forbid encryption there over http. Start with “npm start -- --https”.",
  newLink: "New link",
};
export const text = createText({ de, en });
