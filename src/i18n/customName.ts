// What a field of a card is called that no field here is for: address books name them in signs, and readers see words.
import { ownValue } from "../lib/own.ts";
import { createText } from "./createText.ts";

interface Names {
  /** What somebody is to somebody else, or a day is in a life: as Apple, Google and vCard 4 name it, without signs. */
  readonly labels: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
}

const de: Names = {
  labels: {
    spouse: "Ehepartner",
    partner: "Partner",
    domesticpartner: "Lebenspartner",
    child: "Kind",
    son: "Sohn",
    daughter: "Tochter",
    mother: "Mutter",
    father: "Vater",
    parent: "Elternteil",
    brother: "Bruder",
    sister: "Schwester",
    sibling: "Geschwister",
    friend: "Freund",
    relative: "Verwandte",
    kin: "Verwandte",
    assistant: "Assistenz",
    agent: "Assistenz",
    manager: "Vorgesetzte",
    referredby: "Empfohlen von",
    colleague: "Kollege",
    coworker: "Kollege",
    coresident: "Mitbewohner",
    neighbor: "Nachbar",
    acquaintance: "Bekannte",
    emergency: "Im Notfall",
    anniversary: "Jahrestag",
    other: "Sonstige",
  },
  properties: {
    RELATED: "Nahestehend",
    DATE: "Datum",
    ANNIVERSARY: "Jahrestag",
    BDAY: "Geburtstag",
    BIRTHPLACE: "Geburtsort",
    DEATHDATE: "Todestag",
    DEATHPLACE: "Sterbeort",
    GENDER: "Geschlecht",
    PHOTO: "Bild",
    LOGO: "Logo",
    SOUND: "Aussprache",
    KEY: "Schlüssel",
    TITLE: "Position",
    ROLE: "Aufgabe",
    ORG: "Firma",
    FN: "Name wie geschrieben",
    N: "Name in Teilen",
    ADR: "Adresse wie geschrieben",
    LABEL: "Anschrift",
    GEO: "Ort auf der Karte",
    TZ: "Zeitzone",
    UID: "Kennung",
    ABUID: "Kennung",
    MEMBER: "Mitglied",
    CLASS: "Vertraulichkeit",
    MAILER: "E-Mail-Programm",
    SOURCE: "Quelle",
    CALURI: "Kalender",
    FBURL: "Freie Zeiten",
    HOBBY: "Hobby",
    INTEREST: "Interesse",
    EXPERTISE: "Fachgebiet",
    ABADR: "Land der Adresse",
    "PHONETIC-FIRST-NAME": "Vorname, gesprochen",
    "PHONETIC-LAST-NAME": "Nachname, gesprochen",
    MAIDENNAME: "Geburtsname",
    UNREADABLE: "Nicht lesbare Zeile",
  },
};
const en: typeof de = {
  labels: {
    spouse: "Spouse",
    partner: "Partner",
    domesticpartner: "Domestic partner",
    child: "Child",
    son: "Son",
    daughter: "Daughter",
    mother: "Mother",
    father: "Father",
    parent: "Parent",
    brother: "Brother",
    sister: "Sister",
    sibling: "Sibling",
    friend: "Friend",
    relative: "Relative",
    kin: "Relative",
    assistant: "Assistant",
    agent: "Assistant",
    manager: "Manager",
    referredby: "Referred by",
    colleague: "Colleague",
    coworker: "Colleague",
    coresident: "Housemate",
    neighbor: "Neighbour",
    acquaintance: "Acquaintance",
    emergency: "In an emergency",
    anniversary: "Anniversary",
    other: "Other",
  },
  properties: {
    RELATED: "Close to",
    DATE: "Date",
    ANNIVERSARY: "Anniversary",
    BDAY: "Birthday",
    BIRTHPLACE: "Place of birth",
    DEATHDATE: "Date of death",
    DEATHPLACE: "Place of death",
    GENDER: "Gender",
    PHOTO: "Picture",
    LOGO: "Logo",
    SOUND: "Pronunciation",
    KEY: "Key",
    TITLE: "Position",
    ROLE: "Function",
    ORG: "Company",
    FN: "Name as written",
    N: "Name in parts",
    ADR: "Address as written",
    LABEL: "Postal address",
    GEO: "Place on the map",
    TZ: "Time zone",
    UID: "Identifier",
    ABUID: "Identifier",
    MEMBER: "Member",
    CLASS: "Confidentiality",
    MAILER: "Mail program",
    SOURCE: "Source",
    CALURI: "Calendar",
    FBURL: "Free times",
    HOBBY: "Hobby",
    INTEREST: "Interest",
    EXPERTISE: "Expertise",
    ABADR: "Country of the address",
    "PHONETIC-FIRST-NAME": "First name, spoken",
    "PHONETIC-LAST-NAME": "Last name, spoken",
    MAIDENNAME: "Maiden name",
    UNREADABLE: "Unreadable line",
  },
};
const names = createText<Names>({ de, en });

/** One property under several names: Apple's, Evolution's, Outlook's. */
const aliases: Readonly<Record<string, string>> = { ABRELATEDNAMES: "RELATED", ABDATE: "DATE", ABRELATEDNAME: "RELATED" };

/** What somebody is to somebody else in words: `_$!<Spouse>!$_`, `spouse`, `DOMESTIC_PARTNER`; words of their own stay. */
export function relatedWord(label: string): string {
  const bare = label.replace(/^_\$!<(.*)>!\$_$/, "$1").trim();
  return ownValue(names().labels, bare.toLowerCase().replace(/[\s_-]+/g, "")) ?? bare;
}

/** The name of a field of somebody's own, or of a card's property that was kept: `vcard:X-ABDATE;X-ABLABEL=_$!<Anniversary>!$_`. */
export function customFieldName(key: string): string {
  const read = /^vcard:([A-Z\d-]+)((?:;[^;=]+=[^;]*?)*)( \d+)?$/i.exec(key);
  if (!read) return key;
  const [, written = "", params = "", count = ""] = read;
  const property = written.toUpperCase().replace(/^X-(?:(?:EVOLUTION|MS|KADDRESSBOOK-X|ANDROID|GOOGLE|MOZILLA)-)?/, "");
  const name = ownValue(aliases, property) ?? property;
  const paramOf = (wanted: string): string => new RegExp(`;${wanted}=([^;]*)`, "i").exec(params)?.[1] ?? "";
  const label = relatedWord(paramOf("X-ABLABEL") || (name === "RELATED" ? paramOf("TYPE") : ""));
  const known = ownValue(names().properties, name) ?? ownValue(names().labels, name.toLowerCase());
  return (label || known || inWords(name)) + count;
}

/** "SPIRIT-NAME" is nobody's word of ours: at least it reads like one. */
const inWords = (name: string): string => {
  const words = name.toLowerCase().replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};
