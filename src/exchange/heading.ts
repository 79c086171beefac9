// What a column's heading says, in German and English, in the spellings of the address books and CRMs that people come from.
import { foldedWords } from "../lib/fold.ts";
import { firstOf, type Meaning, meaningsOf, type Rule } from "./meanings.ts";

export type TargetName =
  | "organisation"
  | "industry"
  | "employees"
  | "annualRevenue"
  | "foundedOn"
  | "legalForm"
  | "vatId"
  | "vatCountry"
  | "registerNumber"
  | "parent"
  | "personName"
  | "salutation"
  | "honorificPrefix"
  | "givenName"
  | "additionalName"
  | "familyNamePrefix"
  | "familyName"
  | "honorificSuffix"
  | "nickname"
  | "bornOn"
  | "bornYear"
  | "bornMonth"
  | "bornDay"
  | "title"
  | "department"
  | "organisationId"
  | "phone"
  | "phoneLabel"
  | "email"
  | "emailLabel"
  | "url"
  | "urlLabel"
  | "handle"
  | "street"
  | "houseNumber"
  | "addressExtra"
  | "poBox"
  | "postalCode"
  | "locality"
  | "region"
  | "country"
  | "addressText"
  | "addressLabel"
  | "externalId"
  /** Numbers of other records of the same program. */
  | "associatedIds"
  | "role"
  | "phase"
  | "tags"
  | "owner"
  | "source"
  | "language"
  | "note"
  | "ignore";

/** What a person can change about a column beside its target. */
export interface ColumnDetail {
  /** Whose it is, where a row has a firm and a person. */
  readonly of?: "organisation" | "person";
  /** work, home, mobile, fax, other; billing, delivery. */
  readonly type?: string;
  readonly label?: string;
  /** Which of several: "E-mail 2", "Address 2". */
  readonly number?: number;
  readonly service?: string;
  readonly system?: string;
  readonly order?: "dmy" | "mdy";
  readonly decimal?: "point" | "comma";
  /** 1, 1 000 or 1 000 000: what a stated amount is multiplied by. */
  readonly scale?: number;
  readonly currency?: string;
}

export interface HeadingGuess {
  readonly target: TargetName;
  readonly detail: ColumnDetail;
  /** Counts only where no other column has the same target by a clearer name. */
  readonly isWeak: boolean;
  /** Read word by word: what the cells hold may contradict it. */
  readonly isByWords?: boolean;
}

type Phrases = readonly (readonly [target: TargetName, detail: ColumnDetail, phrases: string])[];

// Separated by "|"; "?" marks a phrase that is weak.
const dictionary: Phrases = [
  [
    "organisation",
    {},
    "Firma|Firmenname|Entreprise|Société|Unternehmen|Unternehmensname|Company|Company name|Organization|Organisation|Organization name|Organisation name|Account name|Associated company|Business name|Name der Firma|Firma Name|Firma 1|Betrieb|Institution|Name (Adressattyp Unternehmen)|Name (Adressattyp keine Angabe)|?Account|?Kunde|?Kundenname|?Customer|?Customer name|?Lieferant|?Supplier|?Supplier name|?Deal Organization|?Client",
  ],
  ["industry", {}, "Branche|Industry|Sector|Sektor|Wirtschaftszweig|Unternehmensgegenstand|Industrie"],
  [
    "employees",
    {},
    "Employees|Mitarbeiter|Mitarbeiterzahl|Mitarbeiteranzahl|Anzahl Mitarbeiter|Anzahl der Mitarbeiter|Number of employees|No of employees|Beschäftigte|Headcount|Company size",
  ],
  ["annualRevenue", {}, "Umsatz|Jahresumsatz|Revenue|Annual revenue|Turnover|Umsatz pro Jahr|Company revenue"],
  [
    "annualRevenue",
    { scale: 1_000_000 },
    "Umsatz in Mio|Umsatz Mio|Jahresumsatz in Mio|Jahresumsatz Mio|Umsatz in Millionen|Revenue in millions|Annual revenue in millions|Revenue millions|Umsatz in Mio EUR|Umsatz Mio EUR|Revenue m",
  ],
  [
    "annualRevenue",
    { scale: 1000 },
    "Umsatz in TEUR|Umsatz TEUR|Jahresumsatz TEUR|Jahresumsatz in TEUR|Revenue in thousands|Umsatz in Tsd",
  ],
  [
    "foundedOn",
    {},
    "Gründung|Gründungsjahr|Gegründet|Gründungsdatum|Founded|Year founded|Year established|Established|Founded on|Founding year",
  ],
  ["legalForm", {}, "Rechtsform|Legal form"],
  [
    "vatId",
    {},
    "USt-ID|UStID|USt.IdNr|UIDNr|N° TVA|Numéro de TVA|USt-IdNr|USt-Id-Nr|Umsatzsteuer-ID|Umsatzsteuer-Identifikationsnummer|VAT|VAT ID|VAT number|VAT No|EU-UStID|UID-Nummer|Tax ID",
  ],
  ["vatCountry", {}, "EU-Land"],
  ["registerNumber", {}, "Handelsregister|Handelsregisternummer|Registernummer|HRB|HR-Nummer|Register number|Company registration number"],
  [
    "parent",
    {},
    "Subsidiary of|Parent|Parent company|Parent account|Parent account name|Muttergesellschaft|Mutterfirma|Mutterunternehmen|Konzern|Tochter von",
  ],

  [
    "personName",
    {},
    "Ansprechpartner|Ansprechpartnerin|Ansprechperson|Contact|Contact name|Contact person|Kontaktperson|?Kontaktpartner|?Contact partner|Kontaktname|Full name|Person name|Person|Vor- und Nachname|Vorname Nachname|Name Vorname|Vollständiger Name|?Display name|?Anzeigename|?Kontakt|?Deal Contact person|?Primary contact|?Lead name|Kontakt Person|Anspr.partner|Ansprechp.|Anspr. Partner|Kontaktperson Name|Personne de contact|?Name",
  ],
  ["salutation", {}, "Anrede|Salutation|?Geschlecht|?Gender|?Sex"],
  [
    "honorificPrefix",
    {},
    "Titel/Akad. Grad|Akademischer Titel|Akad. Titel|Akad. Grad|Name prefix|Prefix|Präfix|Namenspräfix|Honorific prefix",
  ],
  [
    "givenName",
    {},
    "Vorname|Vornamen|Prénom|First name|Given name|Forename|Vorname (Adressattyp natürl. Person)|Person First name|Rufname",
  ],
  ["additionalName", {}, "Weitere Vornamen|Zweiter Vorname|Middle name|Additional name|Middle initial|Middle names"],
  ["familyNamePrefix", {}, "Namensvorsatz|Adelstitel|Namensvorsatzwort"],
  [
    "familyName",
    {},
    "Nachname|Familienname|Nom de famille|Zuname|Last name|Surname|Family name|Name (Adressattyp natürl. Person)|Person Last name",
  ],
  ["honorificSuffix", {}, "Suffix|Name suffix|Namenssuffix|Namenszusatz|Honorific suffix"],
  ["nickname", {}, "Nickname|Spitzname"],
  ["bornOn", {}, "Geburtstag|Geburtsdatum|Birthday|Date of birth|Birth date|Birthdate|DOB|geb. am|Geb.-Datum"],
  ["bornYear", {}, "Birth year|Geburtsjahr"],
  ["bornMonth", {}, "Birth month|Geburtsmonat"],
  ["bornDay", {}, "Birth day"],
  [
    "title",
    {},
    "Position|Job title|Jobtitle|Contact title|Organization title|Organisation title|Funktion|Function|Stellung|Berufsbezeichnung|Arbeitstitel|Jobtitel|Fonction|Tätigkeit|Job role|Person title|Jobbezeichnung|?Title|?Titel",
  ],
  ["department", {}, "Abteilung|Department|Dept|Organization department|Organisation department"],
  [
    "organisationId",
    {},
    "Associated company IDs|Associated company ID|Company ID|Organization ID|Organisation ID|Account ID of contact|AccountId",
  ],

  [
    "phone",
    {},
    "Telefon|Téléphone|Phone|Telephone|Tel|Fon|Telefonnummer|Telefonnr|Phone number|Telephone number|Rufnummer|Festnetz|Festnetznummer|Haupttelefon|Primary phone|Main phone|Phone value|Person phone|Telefonnummer 1|Contact phone",
  ],
  ["phone", { type: "work" }, "Durchwahl|Direct phone|Zentrale|Telefonzentrale|Company main phone|Telefon Firma"],
  ["phone", { type: "work", label: "GL" }, "Telefon GL"],
  [
    "phone",
    { type: "mobile" },
    "Mobil|Mobiltelefon|Mobilnummer|Mobilfunk|Mobile|Mobile phone|Mobile number|Mobile phone number|Handy|Handynummer|Cell|Cell phone|Cellphone",
  ],
  ["phone", { type: "mobile", label: "Auto" }, "Autotelefon|Car phone"],
  ["phone", { type: "fax" }, "Fax|Telefax|Faxnummer|Fax number|Fax-Nr"],
  ["phone", { type: "other", label: "Pager" }, "Pager|Pager number"],
  ["phone", { type: "other", label: "Telex" }, "Telex"],
  ["phone", { type: "other", label: "ISDN" }, "ISDN"],
  ["phone", { type: "other", label: "TTY" }, "TTY/TDD Phone|Telefon für Hörbehinderte"],
  ["phone", { type: "other", label: "Radio" }, "Radio phone"],
  ["phone", { type: "other", label: "Callback" }, "Callback|Rückmeldung"],
  ["phone", { type: "other", label: "Assistent" }, "Telefon Assistent"],
  ["phone", { type: "other", label: "Assistant" }, "Assistant's phone|Assistants phone"],
  ["phoneLabel", {}, "Phone label|Phone type"],
  [
    "email",
    {},
    "E-Mail|E-Mail-Adresse|E-Mail Adressen|Email|Email address|E-mail address|Mail|Mailadresse|Mail-Adresse|Primary email|Secondary email|E-mail value|Person Email|Contact email|Email address 1",
  ],
  ["emailLabel", {}, "E-mail label|E-mail type|E-Mail-Typ"],
  [
    "url",
    {},
    "Website|Webseite|Webseiten|Homepage|Home page|Web page|Webpage|URL|Internet|Web|Internetseite|Internetadresse|Website URL|Website value|Webadresse|WWW|Domain|Company domain name|Company domain|Web site",
  ],
  ["urlLabel", {}, "Website label|Website type"],
  ["handle", { service: "skype" }, "Skype|Skype name|Skype ID"],
  ["handle", { service: "linkedin" }, "LinkedIn|LinkedIn URL|LinkedIn profile|LinkedIn company page"],
  ["handle", { service: "xing" }, "Xing|Xing URL|Xing Profil"],
  ["handle", { service: "x" }, "Twitter|Twitter username|Twitter handle"],
  ["handle", { service: "facebook" }, "Facebook|Facebook company page"],
  ["handle", { service: "instagram" }, "Instagram"],
  ["handle", { service: "whatsapp" }, "WhatsApp"],
  ["handle", { service: "aim" }, "Screen name|Messenger-Name|IMAddress|IM Address"],

  [
    "street",
    {},
    "Straße|Strasse|Str.|Rue|Street|Street address|Straße und Hausnummer|Straße und Nr|Straße Hausnummer|Straße/Nr|Straße, Hausnr.|Address line 1|Adresszeile 1|Address street|Straße Nr|Hausanschrift",
  ],
  ["houseNumber", {}, "Adresse Nr|Address number|Hausnummer|Hausnr|Haus-Nr|House number|Street number"],
  [
    "addressExtra",
    {},
    "Adresszusatz|Address line 2|Adresszeile 2|Address extended address|Extended address|Zusatz|Anschriftenzusatz|c/o|co name|Versandzusatz",
  ],
  ["poBox", {}, "Postfach|PO Box|P.O. Box|Address PO box|Post office box"],
  ["postalCode", {}, "PLZ|Postleitzahl|NPA|Code postal|CP|Postal code|ZIP|Zip code|Zipcode|Postcode|Zip/Postal code|Address postal code"],
  [
    "locality",
    {},
    "PLZ/Ort|PLZ Ort|PLZ, Ort|Plz und Ort|Ville|Lieu|Localité|Ort|Stadt|Suburb|City|Town|Wohnort|Gemeinde|Address city|Ortschaft|Firmensitz Ort",
  ],
  [
    "region",
    {},
    "Region|Bundesland|State|Province|State/Province|Bundesland/Kanton|Kanton|County|Address region|State or province|State/Region",
  ],
  ["country", {}, "Land|Pays|Country|Staat|Nation|Land/Region|Country/Region|Address country|Country code|Ländercode|Landeskennzeichen"],
  [
    "addressText",
    {},
    "Address formatted|Adresse|Address|Anschrift|Postal address|Full address|Organization address|Organisation address|Person address",
  ],
  ["addressLabel", {}, "Address label|Address type"],

  [
    "externalId",
    {},
    "Kundennummer|Kundennr|Kunden-Nr|Kd-Nr|KdNr|Kunden-/Lief.-Nr.|Customer ID|Customer number|Customer no|Debitor|Debitorennummer|Debitoren-Nr|Kreditor|Kreditorennummer|Lieferantennummer|Lieferanten-Nr|Supplier ID|Adressnummer|Adress-Nr|Record ID|Account ID|Contact ID|Lead ID|Mitgliedsnummer|Person ID|?ID|?Nr|?Nummer",
  ],
  ["associatedIds", {}, "Associated deal IDs|Associated deal ID|Associated contact IDs|Associated contact ID"],
  ["role", {}, "Rolle|Rollen|Kontaktart"],
  ["phase", {}, "Phase|Lifecycle stage"],
  [
    "tags",
    {},
    "Tags|Tag|Stichwörter|Stichworte|Schlagwörter|Schlagworte|Kategorien|Kategorie|Categories|Category|Labels|Keywords|Group membership|Gruppen|Groups",
  ],
  [
    "owner",
    {},
    "Owner|Contact owner|Company owner|Account owner|Lead owner|Record owner|Owner name|Zuständig|Zuständige Person|Betreuer|Kundenbetreuer|Account manager|Sales agent|Person owner|Organization owner|Außendienst|Außendienstmitarbeiter",
  ],
  ["source", {}, "Quelle|Herkunft|Source|Lead source|Kontaktquelle|Original source"],
  ["language", {}, "Sprache|Language|Korrespondenzsprache"],
  [
    "note",
    {},
    "Remarque|Remarques|Notiz|Notizen|Note|Notes|Bemerkung|Bemerkungen|Kommentar|Kommentare|Comment|Comments|Description|Beschreibung|Anmerkung|Anmerkungen|Note content|Hinweis|Freitext|Memo",
  ],
];

/** Words that say what kind of number or address it is. */
const typeWords: ReadonlyMap<string, string> = new Map(
  (
    [
      ["home", "home privat private personal priv privatadresse privatanschrift"],
      ["work", "work business geschäftlich geschäftl gesch dienstlich beruflich office büro arbeit"],
      ["other", "other weitere weiteres weiterer weiteren andere sonstige alternate alternativ"],
      ["billing", "billing rechnung rechnungsadresse rechnungsanschrift invoice"],
      ["delivery", "shipping delivery lieferung lieferadresse lieferanschrift"],
      ["mobile", "mobil mobile handy cell"],
    ] as const
  ).flatMap(([type, words]) => words.split(" ").flatMap((word) => foldedWords(word).map((folded) => [folded, type] as const))),
);

const ownerWords = new Map<string, "organisation" | "person">(
  Object.entries({
    organization: "organisation",
    organisation: "organisation",
    company: "organisation",
    firma: "organisation",
    account: "organisation",
    firmen: "organisation",
    unternehmen: "organisation",
    person: "person",
    contact: "person",
    kontakt: "person",
    ansprechpartner: "person",
    lead: "person",
  } as const),
);
/** Columns of what is no contact: deals, activities, products. */
const foreignWords = new Set(["deal", "activity", "product", "opportunity", "event", "custom", "task", "produkt", "ticket"]);
/** They add nothing: "Mailing Street", "Geschäftliche Adresse: Ort". */
const fillers = new Set(
  ["mailing", "primary", "main", "r", "e", "s", "korrespondenzadresse", "hauptadresse", "adresse", "address", "anschrift", "c"].flatMap(
    foldedWords,
  ),
);

/** The words of a heading: camel case, snake case, signs and accents aside, numbers apart. */
export function headingWords(heading: string): { readonly words: string[]; readonly number?: number } {
  const spaced = heading
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{L})(\d)/gu, "$1 $2")
    .replace(/(\d)(\p{L})/gu, "$1 $2")
    .replaceAll("_", " ");
  const all = foldedWords(spaced);
  const words: string[] = [];
  let number: number | undefined;
  for (const word of all) {
    if (/^\d+$/.test(word)) number ??= Number(word);
    // "E-Mail", "eMail" and "Email" are one word; "LinkedIn" was cut in two.
    else if (word === "mail" && words.at(-1) === "e") words[words.length - 1] = "email";
    else if (word === "in" && words.at(-1) === "linked") words[words.length - 1] = "linkedin";
    else if (word === "app" && words.at(-1) === "whats") words[words.length - 1] = "whatsapp";
    else words.push(word);
  }
  return { words, ...(number !== undefined && { number }) };
}

const byPhrase = new Map<string, HeadingGuess>();
for (const [target, detail, phrases] of dictionary) {
  for (const written of phrases.split("|")) {
    const isWeak = written.startsWith("?");
    const phrase = headingWords(isWeak ? written.slice(1) : written).words.join(" ");
    if (!byPhrase.has(phrase)) byPhrase.set(phrase, { target, detail, isWeak });
  }
}

const typed: ReadonlySet<string> = new Set<TargetName>([
  "phone",
  "email",
  "url",
  "street",
  "houseNumber",
  "addressExtra",
  "poBox",
  "postalCode",
  "locality",
  "region",
  "country",
  "addressText",
]);
const reach = new Set<TargetName>(["phone", "email", "url", "handle", "phoneLabel", "emailLabel", "urlLabel"]);
export const addressTargets: ReadonlySet<string> = new Set<TargetName>([
  "street",
  "houseNumber",
  "addressExtra",
  "poBox",
  "postalCode",
  "locality",
  "region",
  "country",
  "addressText",
  "addressLabel",
]);

/** What a heading means by itself; undefined where it means nothing to us. */
export function readHeading(heading: string): HeadingGuess | undefined {
  const known = readHeadingPhrase(heading);
  if (known) return known;
  const { words, number } = headingWords(heading);
  const read = foreignWords.has(words[0] ?? "") ? undefined : readByWords(heading);
  return read && { ...read, detail: { ...read.detail, ...(number !== undefined && { number }) } };
}

/** What a heading means as a whole, with what stands around it; a surname ("Lang", "Preis") is none. */
export function readHeadingPhrase(heading: string): HeadingGuess | undefined {
  const { words, number } = headingWords(heading);
  if (words.length === 0) return undefined;
  const numbered = number === undefined ? {} : { number };
  const whole = byPhrase.get(words.join(" "));
  if (whole) return { ...whole, detail: { ...whole.detail, ...numbered } };
  if (foreignWords.has(words[0] as string)) return undefined;

  const types = words.map((word) => typeWords.get(word)).filter((type) => type !== undefined);
  const untyped = words.filter((word) => !typeWords.has(word));
  const of = untyped.map((word) => ownerWords.get(word)).find((owner) => owner !== undefined);
  const unowned = untyped.filter((word) => !ownerWords.has(word));
  const candidates = [untyped, untyped.filter((word) => !fillers.has(word)), unowned, unowned.filter((word) => !fillers.has(word))];
  for (const [i, candidate] of candidates.entries()) {
    // "Work Address" without its fillers is no word at all: the filler was the noun.
    const found =
      byPhrase.get(candidate.join(" ")) ??
      (types.length > 0 && candidate.length === 0 && words.some((word) => fillers.has(word)) && !foreignWords.has(words[0] as string)
        ? byPhrase.get("address")
        : undefined);
    if (!found) continue;
    const isAddress = addressTargets.has(found.target);
    if (!isAddress && !reach.has(found.target)) {
      // A type or an owner before anything else makes it something else: "Account ID" is listed, "Work Experience" is not.
      if (types.length > 0 || (i > 1 && found.target !== "externalId" && found.target !== "note" && found.target !== "tags")) continue;
    }
    const type = found.detail.type ?? types[0];
    const label = found.detail.type !== undefined && types.length > 0 && types[0] !== found.detail.type ? heading : found.detail.label;
    return {
      target: found.target,
      detail: {
        ...found.detail,
        ...(type !== undefined && { type }),
        ...(label !== undefined && { label }),
        ...(of !== undefined && i > 1 && { of }),
        ...numbered,
      },
      isWeak: found.isWeak,
    };
  }
  // "Telefon privat" is found above; a bare "Privat" or "Business" means nothing.
  return undefined;
}

/** What is said beside any of these is not what the other words would be alone. */
const besides: readonly Meaning[] = [
  "date",
  "status",
  "quantity",
  "kind",
  "flag",
  "list",
  "event",
  "by",
  "option",
  "image",
  "technical",
  "bank",
  "ledger",
  "note",
];

/** Read word by word where no phrase is known: the first rule that fits. */
const rules: readonly Rule<TargetName>[] = [
  ["vatId", ["vat"], besides],
  ["email", ["mail"], [...besides, "name", "category", "number", "source"]],
  ["phone", ["fax"], besides],
  ["phone", ["mobile"], [...besides, "web"]],
  ["phone", ["phone"], [...besides, "category", "name", "country"]],
  ["phone", ["pager"], besides],
  ["url", ["web"], [...besides, "category", "source", "name", "note"]],
  ["bornOn", ["born"], ["city", "country", "name", "kind", "flag"]],
  ["salutation", ["salutation"], ["number", "note", "address"]],
  ["language", ["language"], ["number"]],
  ["houseNumber", ["house"], ["bank"]],
  ["houseNumber", ["address", "number"], ["region", "country", "postcode", "mail", "list"]],
  ["poBox", ["poBox"], []],
  ["postalCode", ["postcode"], ["bank"]],
  ["country", ["country"], ["phone", "tax", "name", ...besides]],
  ["region", ["region"], ["price", "name", ...besides]],
  ["locality", ["city"], ["born", "stock", ...besides]],
  ["street", ["street"], besides],
  ["addressExtra", ["extra"], ["name", "term", ...besides]],
  ["addressText", ["address"], ["firm", "web", "mail", "number", "name", "group", "category", ...besides]],
  ["personName", ["family", "firm"], []],
  ["givenName", ["given"], besides],
  ["givenName", ["first", "name"], besides],
  ["familyName", ["family"], besides],
  ["familyName", ["last", "name"], besides],
  ["nickname", ["nick"], ["mail", "number", "stock", ...besides]],
  ["personName", ["full", "name"], ["mail", ...besides]],
  ["personName", ["person", "name"], ["number", ...besides]],
  ["title", ["position"], ["number", ...besides]],
  ["department", ["department"], ["number", ...besides]],
  ["industry", ["industry"], ["number", ...besides]],
  ["organisation", ["firm", "name"], ["number", ...besides]],
  ["organisation", ["main", "firm"], ["number", "phone", "mail", "web", ...besides]],
  ["externalId", ["customer", "number"], ["tax", "invoice", "order", "group", "supplier", "price", ...besides]],
  ["owner", ["owner"], ["number", "mail", "bank", ...besides]],
  ["source", ["source"], ["number", "item", "transaction", ...besides]],
  ["tags", ["tags"], besides],
  ["note", ["note"], ["order", "phone", "mail", "web", "fax", "salutation", "date", "status", "flag", "list"]],
];
/** They say so whatever word stands beside them ("Telefon Zentrale Nord"); a name or number may be anybody's. */
const sure: ReadonlySet<TargetName> = new Set<TargetName>(["email", "phone", "url", "postalCode", "street", "vatId"]);

/** One of these a row has once: a column that is called so outright comes first. */
const anybodys: ReadonlySet<TargetName> = new Set<TargetName>(["organisation", "personName", "externalId", "salutation"]);

function readByWords(heading: string): HeadingGuess | undefined {
  const target = firstOf(heading, rules);
  if (target === undefined) return undefined;
  const { has, unknown, count } = meaningsOf(heading);
  if (unknown > (sure.has(target) ? 1 : 0) || count > 6) return undefined;
  const type =
    target === "phone" && has("fax")
      ? "fax"
      : target === "phone" && has("mobile")
        ? "mobile"
        : target === "phone" && has("pager")
          ? "other"
          : has("ship")
            ? "delivery"
            : has("bill")
              ? "billing"
              : has("home")
                ? "home"
                : has("work")
                  ? "work"
                  : has("other")
                    ? "other"
                    : undefined;
  return { target, detail: type !== undefined && typed.has(target) ? { type } : {}, isWeak: anybodys.has(target), isByWords: true };
}
