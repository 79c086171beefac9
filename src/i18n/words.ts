// The names of all choices that Kontor knows, in both languages; what a team or a newer version added is shown as it stands.

import type { PurchaseKind } from "../domain/purchase.ts";
import type { StageKind } from "../domain/stageKind.ts";
import type {
  AddressType,
  Direction,
  InteractionKind,
  InteractionResult,
  PartyKind,
  Phase,
  PhoneType,
  RelationKind,
  Role,
  sources,
} from "../domain/words.ts";
import { ownValue } from "../lib/own.ts";
import { createText } from "./createText.ts";

type Source = (typeof sources)[number];

interface Words {
  readonly partyKind: Record<PartyKind, string>;
  readonly role: Record<Role, string>;
  readonly phase: Record<Phase, string>;
  /** As read from the first to the second party, and back. */
  readonly relation: Record<RelationKind, readonly [from: string, to: string]>;
  readonly interactionKind: Record<InteractionKind, string>;
  readonly result: Record<InteractionResult, string>;
  readonly direction: Record<Direction, string>;
  readonly source: Record<Source, string>;
  readonly phoneType: Record<PhoneType, string>;
  readonly addressType: Record<AddressType, string>;
  readonly salutation: Record<"ms" | "mr" | "none", string>;
  readonly form: Record<"formal" | "informal", string>;
  readonly purchaseKind: Record<PurchaseKind, string>;
  readonly dealState: Record<StageKind, string>;
  readonly mood: Record<"-2" | "-1" | "0" | "1" | "2", string>;
  readonly unknown: Record<Group | "relation" | "member", string>;
}

type Group = Exclude<keyof Words, "relation" | "unknown">;

const de: Words = {
  partyKind: { person: "Person", organisation: "Firma / Organisation", household: "Haushalt", group: "Gruppe" },
  role: {
    customer: "Kunde",
    supplier: "Lieferant",
    partner: "Partner",
    influencer: "Meinungsbildner",
    press: "Presse",
    employee: "Mitarbeiter",
    authority: "Behörde",
    competitor: "Wettbewerber",
    other: "Sonstige",
  },
  phase: { lead: "Erstkontakt", prospect: "Interessent", active: "aktiv", former: "ehemalig", wonBack: "zurückgewonnen" },
  relation: {
    worksFor: ["arbeitet bei", "beschäftigt"],
    reportsTo: ["berichtet an", "führt"],
    subsidiaryOf: ["Tochter von", "Mutter von"],
    memberOf: ["gehört zu", "umfasst"],
    supplies: ["beliefert", "wird beliefert von"],
    influences: ["beeinflusst", "wird beeinflusst von"],
    referred: ["empfahl", "empfohlen von"],
    relatedTo: ["verwandt mit", "verwandt mit"],
  },
  interactionKind: {
    visit: "Besuch",
    meeting: "Besprechung",
    call: "Anruf",
    email: "E-Mail",
    letter: "Brief",
    message: "Nachricht",
    social: "Soziales Netz",
    event: "Veranstaltung",
    web: "Website",
    note: "Notiz",
  },
  result: {
    reached: "erreicht",
    noAnswer: "nicht erreicht",
    busy: "besetzt",
    voicemail: "Mailbox besprochen",
    leftMessage: "Nachricht hinterlassen",
    wrongNumber: "falsche Nummer",
    held: "stattgefunden",
    noShow: "nicht angetroffen",
    cancelled: "abgesagt",
    postponed: "verschoben",
    sent: "gesendet",
    delivered: "zugestellt",
    opened: "geöffnet",
    clicked: "angeklickt",
    replied: "geantwortet",
    bounced: "unzustellbar",
    optedOut: "abgemeldet",
  },
  direction: { out: "von uns", in: "vom Kontakt", none: "ohne Richtung" },
  source: {
    referral: "Empfehlung",
    web: "Website",
    phone: "Anruf",
    event: "Messe",
    ad: "Anzeige",
    partner: "Partner",
    list: "Adressliste",
    walkIn: "Laufkundschaft",
    import: "Import",
    other: "Sonstige",
  },
  phoneType: { work: "Arbeit", home: "Privat", mobile: "Mobil", fax: "Fax", other: "Andere" },
  addressType: { work: "Geschäft", home: "Privat", billing: "Rechnung", delivery: "Lieferung", site: "Einsatzort" },
  salutation: { ms: "Frau", mr: "Herr", none: "ohne (Guten Tag …)" },
  form: { formal: "Sie", informal: "Du" },
  purchaseKind: { order: "Auftrag", invoice: "Rechnung", creditNote: "Gutschrift" },
  dealState: { open: "offen", won: "gewonnen", lost: "verloren" },
  mood: { "-2": "sehr schlecht", "-1": "schlecht", "0": "neutral", "1": "gut", "2": "sehr gut" },
  unknown: {
    partyKind: "Kontakt",
    role: "Sonstige",
    phase: "unbekannt",
    relation: "verbunden mit",
    interactionKind: "Eintrag",
    result: "anderes Ergebnis",
    direction: "ohne Richtung",
    source: "Sonstige",
    phoneType: "Andere",
    addressType: "Andere",
    salutation: "andere",
    form: "andere",
    purchaseKind: "Beleg",
    dealState: "unbekannt",
    mood: "andere",
    member: "nicht im Team",
  },
};

const en: Words = {
  partyKind: { person: "Person", organisation: "Organisation", household: "Household", group: "Group" },
  role: {
    customer: "Customer",
    supplier: "Supplier",
    partner: "Partner",
    influencer: "Influencer",
    press: "Press",
    employee: "Employee",
    authority: "Authority",
    competitor: "Competitor",
    other: "Other",
  },
  phase: { lead: "lead", prospect: "prospect", active: "active", former: "former", wonBack: "won back" },
  relation: {
    worksFor: ["works for", "employs"],
    reportsTo: ["reports to", "manages"],
    subsidiaryOf: ["subsidiary of", "parent of"],
    memberOf: ["belongs to", "includes"],
    supplies: ["supplies", "is supplied by"],
    influences: ["influences", "is influenced by"],
    referred: ["referred", "was referred by"],
    relatedTo: ["related to", "related to"],
  },
  interactionKind: {
    visit: "Visit",
    meeting: "Meeting",
    call: "Call",
    email: "E-mail",
    letter: "Letter",
    message: "Message",
    social: "Social media",
    event: "Event",
    web: "Website",
    note: "Note",
  },
  result: {
    reached: "reached",
    noAnswer: "no answer",
    busy: "busy",
    voicemail: "left a voicemail",
    leftMessage: "left a message",
    wrongNumber: "wrong number",
    held: "took place",
    noShow: "nobody in",
    cancelled: "cancelled",
    postponed: "postponed",
    sent: "sent",
    delivered: "delivered",
    opened: "opened",
    clicked: "clicked",
    replied: "replied",
    bounced: "bounced",
    optedOut: "opted out",
  },
  direction: { out: "from us", in: "from them", none: "neither" },
  source: {
    referral: "Referral",
    web: "Website",
    phone: "Phone call",
    event: "Trade fair",
    ad: "Advert",
    partner: "Partner",
    list: "Address list",
    walkIn: "Walk-in",
    import: "Import",
    other: "Other",
  },
  phoneType: { work: "Work", home: "Home", mobile: "Mobile", fax: "Fax", other: "Other" },
  addressType: { work: "Work", home: "Home", billing: "Billing", delivery: "Delivery", site: "Site" },
  salutation: { ms: "Ms", mr: "Mr", none: "none (Hello …)" },
  form: { formal: "formal", informal: "informal" },
  purchaseKind: { order: "Order", invoice: "Invoice", creditNote: "Credit note" },
  dealState: { open: "open", won: "won", lost: "lost" },
  mood: { "-2": "very bad", "-1": "bad", "0": "neutral", "1": "good", "2": "very good" },
  unknown: {
    partyKind: "Contact",
    role: "Other",
    phase: "unknown",
    relation: "connected with",
    interactionKind: "Activity",
    result: "other result",
    direction: "no direction",
    source: "Other",
    phoneType: "Other",
    addressType: "Other",
    salutation: "other",
    form: "other",
    purchaseKind: "Document",
    dealState: "unknown",
    mood: "other",
    member: "not on the team",
  },
};

const words = createText({ de, en });

/**
 * What somebody wrote into a list is shown as it stands. A key that a newer version writes ("onSite", "left_open", an id) is no
 * word: it shows as what its group calls the rest.
 */
const isKey = (text: string): boolean => /^[a-z]+[A-Z\d_:.]\S*$|^[\da-f]{16,}$/.test(text);

/** What a stored choice is called on screen. */
export const word = (group: Group, key: string): string =>
  ownValue(words()[group] as Readonly<Record<string, string>>, key) ?? (isKey(key) ? words().unknown[group] : key);

/** A member's name where it must say something: somebody of another workspace, or a device's own record, has none here. */
export const memberWord = (name: string): string => name || words().unknown.member;

/** What a relation is called, read from one side. */
export const relationWord = (kind: string, from: "from" | "to"): string => {
  const pair = ownValue(words().relation as Readonly<Record<string, readonly [string, string]>>, kind);
  return pair ? pair[from === "from" ? 0 : 1] : isKey(kind) ? words().unknown.relation : kind;
};
