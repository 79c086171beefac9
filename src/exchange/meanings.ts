// What the words of a heading mean, in German, English and some French. Programs call one thing by a hundred phrases and a few
// dozen words ("Rechnungsbetrag", "Invoice total", "Summe netto"): a phrase that no list has is read word by word.
import { fold } from "../lib/fold.ts";

const words = {
  // Papers and their numbers.
  number: "nr nummer nummern kennung no num number id ids code key ref reference numero",
  date: "datum tag am date day at on time timestamp zeit uhrzeit zeitpunkt",
  customer:
    "kunde kunden kd kaufer auftraggeber debitor debitoren mitglied besteller customer customers client clients buyer member acheteur rechnungsempfanger",
  supplier: "lieferant lieferanten kreditor kreditoren supplier suppliers vendor creditor fournisseur",
  invoice: "rechnung rechnungs invoice invoices facture",
  document: "beleg document dokument bon receipt quittung",
  credit: "gutschrift gutschrifts credit",
  cancel: "storno storniert stornierung stornierungs cancelled canceled cancellation annuliert annulliert void voided",
  refund: "retoure ruckerstattung erstattet refund refunded return returned rembourse",
  order:
    "bestellung bestell bestellungs auftrag auftrags verkauf verkaufs vorgang vorgangs kauf order orders purchase sale sales sold commande vente",
  transaction: "transaktion transaktions transaction transactions txn",
  line: "position positions pos zeile zeilen line lineitem row",
  item: "artikel art produkt produkte ware waren leistung leistungs angebots item items product products article variant objet",
  kind: "typ art type kind",
  status: "status zahlstatus zustand",
  // Money.
  net: "netto net nettob subtotal zwischensumme ht",
  gross: "brutto bruttob gross ttc",
  total: "gesamt summe gesamtsumme endsumme endbetrag endpreis schlussbetrag total sum grand",
  amount: "betrag betrags betrage btrag wert umsatz umsatze erlos erlose amount value revenue montant volumen volume",
  price: "preis preise price prices prix selling einzel stuckpreis einzelpreis verkaufspreis vk",
  cost: "ek einkaufspreis einkauf einkaufs selbstkosten einstands einstandspreis wareneinsatz cost costs kosten",
  profit: "gewinn rohertrag rohgewinn deckungsbeitrag db profit margin marge",
  discount: "rabatt rabatte nachlass skonto discount discounts",
  voucher: "gutschein gutscheine coupon coupons voucher",
  freight: "versandkosten fracht frachtkosten porto verpackung freight postage handling shipping livraison",
  fee: "gebuhr gebuhren provision fee fees commission",
  tax: "mwst mehrwertsteuer ust umsatzsteuer steuer steuern vorsteuer tax taxes vat tva gst",
  rate: "satz prozent rate percent percentage quote",
  currency: "wahrung wahrungs waehrung wkz currency devise",
  open: "offen offene offener outstanding unpaid balance",
  due: "fallig falligkeit falligkeits zahlbar due",
  pay: "bezahlt zahlung zahlungs zahl bezahl paid payment payments",
  // Goods.
  quantity: "menge anzahl stuck stuckzahl mengen quantity qty count units quantite",
  unit: "einheit mengeneinheit einheiten unit uom",
  sku: "sku ean gtin barcode asin bestandseinheit",
  category: "kategorie kategorien warengruppe warengruppen produktgruppe artikelgruppe category categories",
  group: "gruppe gruppen group",
  weight: "gewicht breite hohe lange volumen weight length width height grams",
  stock: "lager lagerbestand bestand mindestbestand stock inventory",
  image: "bild bilder foto image images src photo picture",
  // Deals.
  deal: "deal deals verkaufschance chance opportunity opportunities",
  stage: "phase stufe stage verkaufsphase",
  probability: "wahrscheinlichkeit probability",
  pipeline: "pipeline",
  loss: "verlust verlustgrund lost loss",
  reason: "grund reason",
  won: "gewonnen won",
  expected: "erwartet erwarteter erwartetes voraussichtlich expected forecast estimated",
  closed: "abschluss abgeschlossen abschluss geschlossen entschieden close closed",
  created: "erstellt angelegt erstellung anlage created creation registered added since opened erfasst seit",
  changed: "geandert aktualisiert anderung aktualisierung updated modified changed update",
  owner: "besitzer zustandig zustandige betreuer bearbeiter sachbearbeiter vertreter verkaufer owner salesperson agent rep representative",
  source: "quelle herkunft source",
  // People and firms.
  name: "name namen bezeichnung title titel nom intitule",
  given: "vorname vornamen rufname given forename prenom",
  first: "first",
  last: "last",
  full: "vollstandig vollstandiger full anzeige angezeigter",
  family: "nachname nachnamen familienname zuname surname family",
  person: "ansprechpartner ansprechpartnerin ansprechperson kontakt kontaktperson person empfanger contact recipient attention anspr",
  firm: "firma firmen firmenname unternehmen organisation betrieb company organization account business entreprise societe",
  salutation: "anrede salutation civilite",
  position: "funktion stellung job role berufsbezeichnung fonction",
  department: "abteilung abt department dept",
  nick: "spitzname nickname username nutzername mitgliedsname benutzername pseudo",
  born: "geburtstag geburtsdatum geburts birthday birth born dob",
  language: "sprache language",
  note: "notiz notizen bemerkung bemerkungen hinweis memo kommentar kommentare anmerkung anmerkungen note notes comment comments remark remarks remarque",
  description: "beschreibung description text",
  tags: "tags stichworter stichworte schlagworter labels keywords",
  industry: "branche industry",
  // How to reach them.
  phone: "tel telefon telefonnummer fon rufnummer durchwahl festnetz phone telephone",
  mobile: "mobil mobiltelefon mobilfunk mobilfunknummer handy mobile cell cellphone portable natel sms",
  fax: "fax telefax faksimile",
  pager: "pager telex isdn tty tdd callback radio",
  mail: "email mail mailadresse emailadresse courriel",
  web: "web webseite website homepage internet webadresse www url domain",
  // Where they are.
  address: "adresse anschrift address addresses",
  street: "strasse str street rue",
  house: "hausnummer hausnr haus house",
  extra: "adresszusatz zusatz",
  postcode: "plz postleitzahl zip postcode zipcode postalcode postal npa",
  city: "ort stadt wohnort gemeinde city town suburb ville lieu",
  region: "bundesland kanton region bundesstaat staat state province county canton",
  country: "land lkz landercode country pays",
  poBox: "postfach pobox",
  vat: "ustidnr ustid uid uidnr umsatzsteuerid vatid",
  // Which of several.
  ship: "liefer lieferung lieferanschrift lieferadresse empfang versand versandziel ship delivery shipped",
  bill: "rechnungsadresse rechnungsanschrift billing bill",
  home: "privat private home personal",
  work: "dienstlich geschaftlich gesch office buro work",
  other: "weitere weiteres weiterer andere alternative alternate sekundare secondary other alt",
  main: "primare primar haupt default mailing primary main",
  // What is none of ours, so that no word beside it is taken for something.
  bank: "iban bic blz swift bank bankname bankleitzahl bankkonto kontonr kontoinhaber",
  ledger:
    "konto konten gkonto gegenkonto kontonummer buchungskonto aufwandkonto ertragskonto kostenstelle buchungs buchung satzart reserviert",
  technical: "ip gmtoff dstoff timezone zeitzone latitude longitude",
  flag: "ja nein accepts requires taxable allow allowed exempt locked blacklisted opt is has inaktiv aktiv active inactive delinquent editable",
  by: "by von durch",
  event: "letzte letzter letztes nachste nachster mahnung mahn erinnerung aktivitat activity contacted reminder dispute disputed",
  list: "liste klasse klassifikation class list designation point level",
  method: "methode methoden zahlungsart zahlart method",
  term: "ziel zahlungsziel zahlungsbedingung bedingung terms conditions",
  start: "beginn beginnt start",
  end: "ende endet end",
  for: "fur for pour",
  option: "option metafield custom yomi benutzerdef adjusted base exchange conversion attribute attributes",
} as const satisfies Readonly<Record<string, string>>;

export type Meaning = keyof typeof words;

const byWord = new Map<string, readonly Meaning[]>();
for (const [meaning, written] of Object.entries(words) as [Meaning, string][])
  for (const word of new Set(written.split(" ").map(fold))) byWord.set(word, [...(byWord.get(word) ?? []), meaning]);

/** Words that are made of others and mean something of their own: they are not cut. */
const compounds: readonly (readonly [pattern: RegExp, word: string])[] = [
  [
    /\bust[. -]*id(?:[. -]*n(?:umme)?r)?\b|\bumsatzsteuer[. -]*id(?:entifikationsnummer)?\b|\bvat (?:id|number|no)\b|\buid[. -]*n(?:umme)?r\b/g,
    "vatid",
  ],
  [/\bmw[.-]?st\b/g, "mwst"],
  [/\be[ -]?mail\b/g, "email"],
  [/\bpost ?(?:code|fach)\b/g, "postcode"],
  [/\bpo box\b|\bpostfach\b/g, "pobox"],
  [/\bpurchase price\b/g, "einkaufspreis"],
  [/\bzip[ /]*postal ?code\b|\bpostal ?code\b/g, "postcode"],
];

interface ReadWord {
  readonly word: string;
  /** None: a word that nobody knows. */
  readonly meanings: readonly Meaning[];
}

/** The words of a heading in their order, German compounds cut ("Rechnungsdatum" is Rechnung and Datum). */
function readWords(heading: string): readonly ReadWord[] {
  const spaced = heading
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{L})(\d)/gu, "$1 $2")
    .replace(/(\d)(\p{L})/gu, "$1 $2")
    .replaceAll("_", " ");
  let folded = fold(spaced).replace(/#/g, " nr ").replace(/%/g, " prozent ");
  for (const [pattern, word] of compounds) folded = folded.replace(pattern, ` ${word} `);
  return (folded.match(/[\p{L}]+/gu) ?? []).filter((word) => !fillers.has(word)).flatMap(cut);
}

/** They add nothing to what stands beside them. */
const fillers = new Set(
  "der die das des dem den und oder in im zu zum zur von mit the of and or in to de du la le et l eur usd gbp chf euro m s e r inkl inklusive incl including abzgl zzgl exkl regular per pro je display".split(
    " ",
  ),
);

function cut(word: string): readonly ReadWord[] {
  const known = byWord.get(word) ?? (word.length > 4 && word.endsWith("s") ? byWord.get(word.slice(0, -1)) : undefined);
  if (known) return [{ word, meanings: known }];
  const parts = cutCompound(word);
  return parts ?? [{ word, meanings: [] }];
}

const joints = ["", "s", "n", "en", "es", "e"];
/** Short words are found inside of others by accident: only these may be parts of a compound. */
const shortParts = new Set(["nr", "ort", "plz", "tel", "tag", "typ", "art", "fax", "vat", "tax", "ust", "net"]);

function cutCompound(word: string): readonly ReadWord[] | undefined {
  for (let length = word.length - 2; length >= 2; length--) {
    const start = word.slice(0, length);
    const known = byWord.get(start);
    if (!known || (start.length < 4 && !shortParts.has(start))) continue;
    for (const joint of joints) {
      const rest = word.slice(length);
      if (!rest.startsWith(joint) || rest.length - joint.length < 2) continue;
      const tail = rest.slice(joint.length);
      const last = byWord.get(tail);
      if (last && (tail.length >= 3 || shortParts.has(tail)))
        return [
          { word: start, meanings: known },
          { word: tail, meanings: last },
        ];
      const more = tail.length > 5 ? cutCompound(tail) : undefined;
      if (more) return [{ word: start, meanings: known }, ...more];
    }
  }
  return undefined;
}

/** What the words of a heading mean together. */
export interface Meanings {
  readonly has: (...meanings: readonly Meaning[]) => boolean;
  /** Words that nobody knows: what stands beside them is less sure. */
  readonly unknown: number;
  readonly count: number;
  /** What the heading is of: its last word, or the last before brackets. */
  readonly head: readonly Meaning[];
}

const seen = new Map<string, Meanings>();

export function meaningsOf(heading: string): Meanings {
  const known = seen.get(heading);
  if (known) return known;
  const read = readWords(heading);
  const outside = readWords(heading.replace(/[([].*$/, ""));
  const all = new Set(read.flatMap(({ meanings }) => meanings));
  const made: Meanings = {
    has: (...meanings) => meanings.every((meaning) => all.has(meaning)),
    unknown: read.filter(({ meanings }) => meanings.length === 0).length,
    count: read.length,
    head: (outside.at(-1) ?? read.at(-1))?.meanings ?? [],
  };
  if (seen.size > 5_000) seen.clear();
  seen.set(heading, made);
  return made;
}

/** A rule: which meanings stand together, which must not stand beside them, and what that is. */
export type Rule<Target extends string> = readonly [target: Target, all: readonly Meaning[], not?: readonly Meaning[]];

/** The first rule that fits. */
export function firstOf<Target extends string>(heading: string, rules: readonly Rule<Target>[]): Target | undefined {
  const { has } = meaningsOf(heading);
  return rules.find(([, all, not = []]) => all.every((meaning) => has(meaning)) && !not.some((meaning) => has(meaning)))?.[0];
}
