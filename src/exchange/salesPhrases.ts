// Headings that tables of sales have in common, in German and English, in the spellings of shops, ledgers and CRMs.
import type { SalesTarget } from "./salesTargets.ts";

/** Target → the phrases of its headings, separated by "|". */
export type Phrases = Partial<Record<SalesTarget, string>>;

export const customers: Phrases = {
  customerId:
    "Customer ID|Kundennummer|Kundennr|Kunden-Nr|Kd-Nr|KdNr|Kunden-ID|Kunde-ID|Kunde-Nr|Customer number|Customer no|Customer key|Client ID|User ID|Debitor|Debitorennummer|Debitoren-Nr|Account ID|Buyer ID|Masterid|Master ID|Mitgliedsnummer|Member number|Sold-to party",
  customer:
    "Customer|Kunde|Customer name|Kundenname|Firma|Firmenname|Company|Company name|Account|Account name|Client|Organisation|Organization|Auftraggeber|Käufer|Buyer|Rechnungsempfänger|Bill to|Sold to",
};
export const products: Phrases = {
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
export const buyers: Phrases = {
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
export const owners =
  "Owner|Sales agent|Sales rep|Salesperson|Sales person|Deal owner|Opportunity owner|Record owner|Owner name|Zuständig|Zuständige Person|Verkäufer|Verkäuferin|Vertreter|Außendienst|Außendienstmitarbeiter|Betreuer|Kundenbetreuer|Account manager|Vertriebsmitarbeiter|Sachbearbeiter|Bearbeiter|Seller";

export const ownerIds =
  "Employee ID|Employee number|Employee no|Mitarbeiternummer|Mitarbeiter-ID|Mitarbeiter-Nr|Personalnummer|Personal-Nr|Pers-Nr|Owner ID|Sales rep ID|Salesperson ID|Sales person ID|Sales agent ID|Seller ID|Verkäufer-ID|Verkäufernummer|Vertreternummer|Vertreter-Nr|Betreuernummer|Staff ID|Rep ID";
