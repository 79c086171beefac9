// Longer forms first: "GmbH & Co. KG" ends with "KG".
const forms = [
  "GmbH & Co. KGaA",
  "GmbH & Co. KG",
  "GmbH & Co. OHG",
  "AG & Co. KGaA",
  "AG & Co. KG",
  "UG (haftungsbeschränkt) & Co. KG",
  "SE & Co. KGaA",
  "SE & Co. KG",
  "UG (haftungsbeschränkt)",
  "gGmbH",
  "GmbH",
  "Ges.m.b.H.",
  "GesmbH",
  "KGaA",
  "PartG mbB",
  "PartG",
  "PartGmbB",
  "OHG",
  "GbR",
  "AöR",
  "KdöR",
  "UG",
  "AG",
  "KG",
  "SE",
  "eG",
  "e.K.",
  "e.Kfm.",
  "e.Kfr.",
  "e.V.",
  "e.U.",
  "OG",
  "VVaG",
  "Stiftung",
  "Ltd.",
  "Ltd",
  "Limited",
  "LLC",
  "L.L.C.",
  "LLP",
  "LP",
  "PLC",
  "plc",
  "Inc.",
  "Inc",
  "Incorporated",
  "Corp.",
  "Corp",
  "Corporation",
  "Co.",
  "Pty Ltd",
  "S.A.R.L.",
  "SARL",
  "Sàrl",
  "SAS",
  "S.A.S.",
  "S.A.",
  "SA",
  "S.p.A.",
  "SpA",
  "S.r.l.",
  "Srl",
  "S.L.",
  "SL",
  "S.L.U.",
  "B.V.",
  "BV",
  "N.V.",
  "NV",
  "A/S",
  "ApS",
  "AB",
  "Oy",
  "Oyj",
  "AS",
  "ASA",
  "Sp. z o.o.",
  "s.r.o.",
  "a.s.",
  "Kft.",
  "Zrt.",
  "d.o.o.",
  "S.A. de C.V.",
] as const;

const escaped = (form: string): string => form.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/ /g, "\\s*");
const suffix = new RegExp(
  `^(.*?\\S)[\\s,]+(${[...forms]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join("|")})$`,
  "u",
);

export interface NameWithForm {
  readonly legalForm: string;
  /** The name without the form. */
  readonly rest: string;
}

/** The legal form at the end of a firm's name ("Muster GmbH & Co. KG"), as written; undefined when there is none. */
export function readLegalForm(name: string): NameWithForm | undefined {
  // A firm's name fits a line; the pattern would take long over a page of text.
  if (name.length > 300) return undefined;
  const found = suffix.exec(name.trim());
  return found ? { rest: found[1] as string, legalForm: found[2] as string } : undefined;
}
