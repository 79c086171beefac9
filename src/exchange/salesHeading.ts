// What a column of orders, products or deals is called, in German and English, in the spellings of shops, ledgers and CRMs.
import { fold } from "../lib/fold.ts";
import { headingWords } from "./heading.ts";
import { readSalesWords } from "./salesRules.ts";

/** What a table lists: lines or heads of orders, products, their categories, deals, or who sells for whom. */
export type SalesRole = "purchase" | "product" | "category" | "deal" | "team";

const salesTargets = [
  "number",
  "orderNumber",
  "kind",
  "on",
  "customerId",
  "customer",
  "productId",
  "product",
  "sku",
  "quantity",
  "unitPrice",
  "discount",
  "net",
  "gross",
  "amount",
  "tax",
  "taxRate",
  "discountAmount",
  "unitCost",
  "profit",
  "currency",
  "freight",
  "cancelledOn",
  "cancelled",
  "status",
  "owner",
  "ownerId",
  "lineKey",
  "text",
  "category",
  "categoryId",
  "unit",
  "isActive",
  "discontinued",
  "dealId",
  "dealName",
  "stage",
  "openedOn",
  "closedOn",
  "expectedOn",
  "contactId",
  "contact",
  "probability",
  "lossReason",
  "competitor",
  "pipeline",
  "note",
  "manager",
  "department",
  // Of the buyer, where an order is all that is known of them.
  "salutation",
  "givenName",
  "familyName",
  "personName",
  "email",
  "phone",
  "street",
  "houseNumber",
  "addressExtra",
  "postalCode",
  "locality",
  "region",
  "country",
  "tags",
  "ignore",
] as const;
export type SalesTarget = (typeof salesTargets)[number];
export const isSalesTarget = (name: string): name is SalesTarget => (salesTargets as readonly string[]).includes(name);

type Phrases = Partial<Record<SalesTarget, string>>;

const customers: Phrases = {
  customerId:
    "Customer ID|Kundennummer|Kundennr|Kunden-Nr|Kd-Nr|KdNr|Kunden-ID|Customer number|Customer no|Customer key|Client ID|User ID|Debitor|Debitorennummer|Debitoren-Nr|Account ID|Buyer ID|Masterid|Master ID|Mitgliedsnummer|Member number|Sold-to party",
  customer:
    "Customer|Kunde|Customer name|Kundenname|Firma|Firmenname|Company|Company name|Account|Account name|Client|Organisation|Organization|Auftraggeber|Käufer|Buyer|Rechnungsempfänger|Bill to|Sold to",
};
const products: Phrases = {
  productId:
    "Product ID|Artikelnummer|Artikelnr|Artikel-Nr|Art-Nr|Art Nr|ArtNr|Item number|Item ID|Item no|Produktnummer|Produkt-ID|Produkt-Nr|Stock code|Material|Materialnummer|Material number|Product code|Product number|Article number|Item code|Artikel-ID|Artikelcode",
  sku: "SKU|EAN|GTIN|Seller SKU",
  product:
    "Product|Produkt|Artikel|Product name|Produktname|Artikelname|Artikelbezeichnung|Item|Item name|Article|Warenbezeichnung|Leistung",
  unit: "Unit|Einheit|Mengeneinheit|ME|VE|Quantity per unit|Verpackungseinheit|Unit of measure|UOM|Gebinde",
  unitCost: "Unit cost|Cost|Einstandspreis|Einkaufspreis|EK|EK-Preis|Selbstkosten|Stückkosten|Cost price|Standard cost|Cost per unit",
  taxRate: "Tax rate|MwSt|MwSt-Satz|USt-Satz|USt|Steuersatz|VAT rate|VAT|Mehrwertsteuer|Umsatzsteuer|Tax %",
  currency: "Currency|Währung|Currency code|Währungscode|Currency ISO code|Belegwährung",
  category:
    "Category|Kategorie|Category name|Kategoriename|Warengruppe|Artikelgruppe|Produktgruppe|Product category|Product line|Product group|Series|Serie|Produktserie|Product series|Sparte",
  categoryId: "Category ID|Kategorie-ID|Warengruppennummer|Warengruppen-Nr|Kategorienummer",
};
/** What an order says of who bought, in the columns of contacts: read word by word in every program's own way. */
const buyers: Phrases = {
  salutation: "Anrede|Salutation",
  givenName: "Vorname|First name|Given name|Prénom",
  familyName: "Nachname|Last name|Family name|Surname",
  email: "E-Mail|Email|E-Mail-Adresse|Email address|Customer email|EMail",
  phone: "Telefon|Phone|Telefonnummer|Phone number",
  street: "Straße|Strasse|Street|Address 1|Address line 1",
  houseNumber: "Hausnummer",
  addressExtra: "Adresszusatz",
  postalCode: "PLZ|Postleitzahl|Zip|Postcode|Postal code|Zip code",
  locality: "Ort|Stadt|City|Town",
  region: "Bundesland|State|Province|Region|State/Province",
  country: "Land|Country|Country/Region",
  tags: "Segment|Customer segment|Kundensegment|Kundengruppe|Customer group",
};
const owners =
  "Owner|Sales agent|Sales rep|Salesperson|Sales person|Deal owner|Opportunity owner|Record owner|Owner name|Zuständig|Zuständige Person|Verkäufer|Verkäuferin|Vertreter|Außendienst|Außendienstmitarbeiter|Betreuer|Kundenbetreuer|Account manager|Vertriebsmitarbeiter|Sachbearbeiter|Bearbeiter|Seller";

const ownerIds =
  "Employee ID|Employee number|Employee no|Mitarbeiternummer|Mitarbeiter-ID|Mitarbeiter-Nr|Personalnummer|Personal-Nr|Pers-Nr|Owner ID|Sales rep ID|Salesperson ID|Sales person ID|Sales agent ID|Seller ID|Verkäufer-ID|Verkäufernummer|Vertreternummer|Vertreter-Nr|Betreuernummer|Staff ID|Rep ID";

const dictionary: Readonly<Record<SalesRole, Phrases>> = {
  purchase: {
    ...customers,
    ...products,
    number:
      "Order ID|Order number|Order no|Order|Order key|Sales order|Bestellnummer|Bestellnr|Bestell-Nr|Bestellung|Auftragsnummer|Auftragsnr|Auftrags-Nr|Auftrag|Invoice|Invoice ID|Invoice number|Invoice no|Rechnung|Rechnungsnummer|Rechnungsnr|Rechnungs-Nr|Gutschrift|Gutschriftsnummer|Gutschrift-Nr|Credit note|Credit note number|Belegnummer|Belegnr|Beleg-Nr|Beleg|Bon|Bonnummer|Bon-Nr|Transaction|Transaction ID|Receipt|Receipt number|Basket ID|Document number|Document no|Vorgangsnummer",
    kind: "Document type|Belegart|Belegtyp|Vorgangsart|Order type|Invoice type|Rechnungsart|Rechnungstyp|Dokumenttyp|Dokumentart|Auftragsart",
    on: "Date|Datum|Order date|Bestelldatum|Auftragsdatum|Invoice date|Rechnungsdatum|Belegdatum|Kaufdatum|Purchase date|Transaction date|Verkaufsdatum|Buchungsdatum|Sale date|Sales date|Order purchase timestamp|Bestellt am|Ordered on|Ordered at|Order time|Gutschriftsdatum|Tag",
    product: `${products.product}|Bezeichnung|Positionstext|Description|Beschreibung`,
    category:
      "Category|Kategorie|Category name|Kategoriename|Warengruppe|Artikelgruppe|Produktgruppe|Product category|Product group|Sparte",
    quantity: "Quantity|Menge|Anzahl|Qty|Stück|Stückzahl|Units|Order quantity|Bestellmenge|Order qty|Quantity ordered|CDs|Liefermenge",
    unitPrice:
      "Unit price|Einzelpreis|Preis|Price|Stückpreis|E-Preis|EP|VK|VK-Preis|Verkaufspreis|Price each|Nettopreis|Preis pro Stück|Selling price",
    discount: "Discount|Rabatt|Nachlass|Rabatt in|Discount percent|Rabatt Prozent|Discount rate|Rabattsatz",
    net: "Net|Netto|Nettobetrag|Net amount|Net value|Nettowert|Warenwert|Subtotal|Zwischensumme|Total net|Gesamt netto|Betrag netto|Rechnungsbetrag netto|Nettobtrag",
    gross: "Brutto|Bruttobetrag|Gross|Gross amount|Gross total|Gesamt brutto|Betrag brutto|Endbetrag brutto",
    amount:
      "Amount|Betrag|Sales|Umsatz|Total|Gesamt|Gesamtpreis|Line total|Positionswert|Positionsbetrag|Positionspreis|Revenue|Summe|Sales amount|Spend|Value|Wert|Extended price|Rechnungsbetrag|Gesamtbetrag|Endbetrag|Gesamtsumme|Rechnungssumme|Bestellsumme|Order total|Order value|Total amount|Grand total|Invoice total|Total price|Amount due|Zahlbetrag|Preis gesamt",
    tax: "Tax|Taxes|Tax amount|MwSt-Betrag|USt-Betrag|Steuerbetrag|VAT amount|Steuer|Order tax",
    discountAmount: "Discount amount|Rabattbetrag|Lineitem discount|Discounts",
    profit: "Profit|Gewinn|Rohertrag|Rohgewinn|Deckungsbeitrag|DB|Gross profit",
    status:
      "Status|Order status|Bestellstatus|Auftragsstatus|Invoice status|Rechnungsstatus|Belegstatus|Financial status|Zahlungsstatus|Zahlstatus|Payment status",
    cancelled: "Storniert|Storno|Cancelled|Canceled|Annulliert|Is cancelled|Gelöscht|Deleted",
    ...buyers,
    freight: "Freight|Fracht|Frachtkosten|Versandkosten|Versand|Shipping|Shipping cost|Shipping costs|Porto|Freight cost|Shipping fee",
    cancelledOn: "Cancelled on|Cancelled at|Canceled at|Storniert am|Stornodatum|Cancellation date",
    orderNumber:
      "Order reference|Related order|Source order|Original order|Sales order reference|Zu Auftrag|Auftragsbezug|Bezug Auftrag|Zu Bestellung|Bestellbezug|Aus Auftrag",
    owner: owners,
    ownerId: ownerIds,
    lineKey: "Line|Line number|Line no|Position|Pos|Positionsnummer|Pos-Nr|Line item|Zeile|Row ID",
    note: "Note|Notiz|Bemerkung|Comment|Kommentar",
  },
  product: {
    ...products,
    productId: `${products.productId}|ID|Nr|Nummer`,
    product: `${products.product}|Name|Bezeichnung|Title|Titel`,
    unitPrice:
      "Unit price|Sales price|List price|Listenpreis|Preis|Price|Verkaufspreis|VK|VK-Preis|Einzelpreis|Suggested retail price|Nettopreis|UVP|Price each",
    isActive: "Active|Aktiv|Is active",
    discontinued: "Discontinued|Auslaufartikel|Eingestellt|Nicht mehr lieferbar|Archived|Archiviert",
    note: "Note|Notiz|Bemerkung|Comment|Kommentar",
  },
  category: {
    categoryId: `${products.categoryId}|ID|Nr`,
    category: `${products.category}|Name|Bezeichnung`,
    text: "Description|Beschreibung",
  },
  deal: {
    ...customers,
    ...products,
    customer: `${customers.customer}|Deal organization|Deal organisation|Associated company|Organization name|Organisation name`,
    customerId: `${customers.customerId}|Associated company IDs|Associated company ID|Company ID|Organization ID|Organisation ID`,
    contactId: "Associated contact IDs|Associated contact ID|Contact ID|Person ID|Primary contact ID",
    contact: "Deal contact person|Contact name|Contact|Kontaktperson|Ansprechpartner|Person name|Primary contact",
    dealId: "Opportunity ID|Deal ID|Record ID|ID|Chancen-ID|Opportunity number|Deal number|Verkaufschance-ID|Chance-ID|Projektnummer",
    dealName: "Deal name|Deal|Deal title|Opportunity|Opportunity name|Titel|Title|Name|Bezeichnung|Chance|Verkaufschance|Projekt|Betreff",
    owner: owners,
    ownerId: ownerIds,
    stage: "Deal stage|Stage|Phase|Stufe|Verkaufsphase|Vertriebsphase|Opportunity stage|Pipeline stage|Deal phase",
    status: "Status|Deal status|Opportunity status",
    openedOn:
      "Engage date|Create date|Created|Created date|Created on|Opened|Opened on|Open date|Start date|Erstellt|Erstellt am|Erstelldatum|Eröffnet am|Angelegt am|Startdatum|Deal created|Beginn",
    closedOn:
      "Close date|Closed|Closed on|Closed date|Closed at|Abschlussdatum|Abgeschlossen am|Abschluss am|Won time|Actual close date|Geschlossen am|Entschieden am|Deal closed on",
    expectedOn:
      "Expected close date|Expected close|Erwarteter Abschluss|Erwartetes Abschlussdatum|Voraussichtlicher Abschluss|Geplanter Abschluss|Expected on|Forecast date",
    amount:
      "Close value|Amount|Value|Deal value|Deal amount|Betrag|Wert|Auftragswert|Umsatz|Volumen|Revenue|Auftragsvolumen|Opportunity amount|Angebotswert|Potenzial",
    quantity: "Quantity|Menge|Anzahl|Qty|Stückzahl",
    probability: "Probability|Wahrscheinlichkeit|Forecast probability|Deal probability|Abschlusswahrscheinlichkeit|Chance in",
    lossReason: "Loss reason|Lost reason|Verlustgrund|Closed lost reason|Ablehnungsgrund|Absagegrund",
    competitor: "Competitor|Wettbewerber|Mitbewerber|Konkurrent",
    pipeline: "Pipeline|Pipeline name|Vertriebspipeline|Sales pipeline",
    note: "Note|Notes|Notiz|Notizen|Bemerkung|Comment|Kommentar|Description|Beschreibung",
  },
  team: {
    owner: `${owners}|Name|Mitarbeiter|Employee|Person`,
    ownerId: ownerIds,
    manager:
      "Manager|Sales manager|Vorgesetzter|Vorgesetzte|Teamleiter|Teamleitung|Leitung|Reports to|Berichtet an|Vertriebsleiter|Vertriebsleitung|Supervisor",
    department: "Regional office|Region|Team|Abteilung|Department|Niederlassung|Filiale|Office|Standort|Gebiet",
  },
};

const phraseOf = (written: string): string => headingWords(written).words.join(" ");
const byPhrase = new Map<SalesRole, Map<string, SalesTarget>>(
  (Object.entries(dictionary) as [SalesRole, Phrases][]).map(([role, phrases]) => {
    const map = new Map<string, SalesTarget>();
    for (const [target, written] of Object.entries(phrases) as [SalesTarget, string][])
      for (const phrase of written.split("|").map(phraseOf)) if (!map.has(phrase)) map.set(phrase, target);
    return [role, map];
  }),
);

/** Units and currencies beside a name: "Einzelpreis (EUR)", "Rabatt in %", "Betrag netto in €". */
const withoutUnit = (heading: string): string =>
  heading
    .replace(/[([]\s*(?:[A-Z]{3}|[€$£%]|in [^)\]]*|netto|net)\s*[)\]]/gi, " ")
    .replace(/\b(?:in )?(?:EUR|USD|GBP|CHF|€|\$|£)(?=\s|$)/g, " ")
    .replace(/[€$£%]/g, " ");

/** What a heading means in a table of this role; undefined where it means nothing to us. */
export const readSalesHeading = (heading: string, role: SalesRole): SalesTarget | undefined => {
  const known = byPhrase.get(role);
  // "Item #" is no item.
  const isNumber = heading.includes("#");
  return (
    (isNumber ? undefined : (known?.get(phraseOf(heading)) ?? known?.get(phraseOf(withoutUnit(heading))))) ?? readSalesWords(heading, role)
  );
};

/** Whether a list has this very phrase: such a column comes before one that was read word by word. */
export const isSalesPhrase = (heading: string, role: SalesRole): boolean => {
  const known = byPhrase.get(role);
  return known?.has(phraseOf(heading)) === true || known?.has(phraseOf(withoutUnit(heading))) === true;
};

/** Whether any of the tables would have such a column. */
export const isSalesHeading = (heading: string): boolean =>
  heading.trim() !== "" && [...byPhrase.keys()].some((role) => isSalesPhrase(heading, role));

/** The currency that a heading or a cell names. */
export function currencyIn(text: string): string | undefined {
  const named = /(?<![A-Z])(EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|HUF|CAD|AUD|KWD)(?![A-Z])|[€$£]/.exec(text)?.[0];
  return named === undefined ? undefined : ({ "€": "EUR", $: "USD", "£": "GBP" }[named] ?? named);
}

const folded = (words: string): ReadonlySet<string> => new Set(words.split("|").map((word) => fold(word)));
const collectiveNames = folded(
  "Walk-in|Walk in|Walk-in customer|Walk-in customers|Laufkundschaft|Laufkunde|Laufkunden|Barverkauf|Barverkäufe|Barkunde|Barkunden|Cash customer|Cash sale|Cash sales|Diverse|Diverse Kunden|Divers|Anonym|Anonymous|Guest|Gast|Gastbestellung|Guest checkout|Unknown|Unbekannt|Unknown customer|Kunde 0|Customer 0|CPD|CPD-Kunde|CPD-Konto|Thekenverkauf|Ladenverkauf|Kasse|Kassenkunde|One-time customer|Einmalkunde|Einmalkunden|Sammelkunde|Sammelkonto|Sammeldebitor|Kein Kunde|No customer|Retail customer|Tageskunde",
);
/** Whether a customer's name stands for many people who gave none. */
export const isCollectiveName = (name: string): boolean => collectiveNames.has(fold(name.trim()));
/** Keys that tills and shops write where nobody is known: none, or zero. */
export const isCollectiveKey = (key: string): boolean => /^0*(?:\.0+)?$/.test(key);
export const collectiveName = (language: string): string => (language.startsWith("de") ? "Laufkundschaft" : "Walk-in customers");
export const pipelineName = (language: string): string => (language.startsWith("de") ? "Vertrieb" : "Sales");

const won = folded(
  "Won|Gewonnen|Closed won|Abgeschlossen gewonnen|Auftrag|Auftrag erhalten|Beauftragt|Erfolgreich|Abgeschlossen und gewonnen|closedwon",
);
const lost = folded(
  "Lost|Verloren|Closed lost|Abgeschlossen verloren|Abgelehnt|Absage|Storniert|Abgesagt|Kein Auftrag|closedlost|Nicht erfolgreich",
);
/** Whether a stage's name says that the deal is won or lost. */
export const stageKindOfName = (name: string): "open" | "won" | "lost" =>
  won.has(fold(name.trim())) ? "won" : lost.has(fold(name.trim())) ? "lost" : "open";

const stageRanks: readonly RegExp[] = [
  /^(?:new|neu|lead|interest|anfrag|kontakt|first|erst)/,
  /^(?:prospect|intro|akquis)/,
  /^(?:qualif|appointment|termin|bedarf|needs)/,
  /^(?:engag|discover|analys|demo|present|prasent|meeting|gesprach)/,
  /^(?:propos|angebot|quote|offer|value)/,
  /^(?:negot|verhand|decision|entscheid|review)/,
  /^(?:contract|vertrag|commit|verbal|zusage)/,
];
/** How early a stage usually stands; what nobody knows, in the middle. */
export function stageRankOf(name: string): number {
  const rank = stageRanks.findIndex((pattern) => pattern.test(fold(name.trim())));
  return rank < 0 ? 3.5 : rank;
}

/** What kind of paper a heading or a cell names. */
export function purchaseKindOf(text: string): "order" | "invoice" | "creditNote" | undefined {
  const word = fold(text);
  if (creditWords.test(word) || creditCodes.test(text.trim())) return "creditNote";
  if (/rechnung|invoice|bill|facture/.test(word) || invoiceCodes.test(text.trim())) return "invoice";
  return /order|auftrag|bestell|sale|verkauf|commande/.test(word) || orderCodes.test(text.trim()) ? "order" : undefined;
}

/** Since 2013 German law calls a corrected invoice "Rechnungskorrektur"; ledgers and shops have words of their own. */
const creditWords = /gutschrift|credit|storno|return|ruckgabe|retoure|refund|korrektur|berichtigung|ruckerstattung|avoir/;
/** The codes of electronic invoices (UNTDID 1001), and what programs shorten to. */
const creditCodes = /^(?:381|384|261|262|296|308|420|458|532|GS|GU|RK|SR|ST|KR|CN|CR|REK|GUT|ReKo)$/i;
const invoiceCodes = /^(?:380|326|383|386|389|393|394|395|751|RE|RG|RN|AR|INV)$/;
const orderCodes = /^(?:AB|AU|BE|BS|SO)$/;

/** What the status of a paper says of it: it counts, or it does not any more, or not yet. */
export type PaperState = "counts" | "cancelled" | "draft";

const stateWords: readonly (readonly [PaperState, RegExp])[] = [
  ["counts", /^(?:un|nicht |not )(?:refunded|cancell?ed|storniert|erstattet)|teil|partial|partly/],
  [
    "cancelled",
    /storn|cancel|annull|void|fail|fehlgeschlag|gescheitert|refund|erstattet|ruckabgewickelt|abgelehnt|declin|reject|denied|expired|abgelaufen|geloscht|deleted|abandon|chargeback|verworfen|ungultig|invalid|returned|retourniert/,
  ],
  ["draft", /entwurf|draft|angebot|quot|vorlage|template|warenkorb|cart|proforma|pro forma/],
  [
    "counts",
    /bezahlt|paid|offen|open|pending|complete|abgeschlossen|erledigt|versendet|verschickt|versandt|shipped|sent|gesendet|geliefert|delivered|fulfill|uberfallig|overdue|mahn|remind|processing|bearbeitung|authori|capture|settled|neu|new|aktiv|active|gebucht|booked|closed|geschlossen|freigegeben|approved|confirmed|bestatigt|fakturiert|invoiced|berechnet|hold|wartend|unfulfilled|due|fallig|partially|teilweise|ausgeglichen|verbucht|finalisiert|gestellt|issued|success|erfolgreich|accepted|angenommen|received|eingegangen/,
  ],
];

/** Undefined where nobody knows the word. */
export const paperStateOf = (status: string): PaperState | undefined => {
  const word = fold(status).replaceAll("_", " ");
  return stateWords.find(([, pattern]) => pattern.test(word))?.[0];
};

export const isYes = (value: string): boolean => /^(?:1|x|ja|yes|true|wahr|aktiv|active|y|j|✓|✔)$/i.test(value);
