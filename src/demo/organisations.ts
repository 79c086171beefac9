import type { Role } from "../domain/words.ts";
import type { Audience } from "./stories.ts";
import type { Industry, Title } from "./text.ts";

/** A line of business: how such firms are called, who works there and what they are to a heating firm. */
export interface Business {
  readonly weight: number;
  readonly role: Role;
  readonly audience: Audience;
  readonly industry: Industry;
  /** {F}, {G}: family names; {P}: the place; {S}: a street; {W}: a word of fancy. */
  readonly names: readonly string[];
  readonly titles: readonly Title[];
  /** Public bodies and schools have no legal form to show. */
  readonly hasForm: boolean;
  readonly employees: readonly [from: number, to: number];
}

// biome-ignore format: a business a line
export const businesses: readonly Business[] = [
  { weight: 16, role: "customer", audience: "customer", industry: "managers", names: ["Hausverwaltung {F}", "{F} Immobilien", "{F} & {G} Liegenschaften", "WEG {S}", "Wohnbau {W}", "{W} Grundbesitz"], titles: ["owner", "director", "facility", "facility", "accounts", "caretaker"], hasForm: true, employees: [2, 60] },
  { weight: 9, role: "customer", audience: "customer", industry: "hospitality", names: ["Gasthof zum {W}", "Hotel {F}", "Brauereigasthof {F}", "Café {F}", "Pension {W}"], titles: ["owner", "director", "caretaker", "accounts"], hasForm: true, employees: [3, 80] },
  { weight: 9, role: "customer", audience: "customer", industry: "crafts", names: ["Schreinerei {F}", "Bäckerei {F}", "Metzgerei {F}", "Malerbetrieb {F}", "Autohaus {F}", "Gärtnerei {W}"], titles: ["owner", "owner", "accounts", "assistant"], hasForm: true, employees: [2, 45] },
  { weight: 6, role: "customer", audience: "customer", industry: "health", names: ["Zahnarztpraxis {F}", "Gemeinschaftspraxis {F} & {G}", "Seniorenheim {W}", "Apotheke {W}"], titles: ["head", "assistant", "caretaker", "accounts"], hasForm: false, employees: [4, 120] },
  { weight: 4, role: "customer", audience: "customer", industry: "education", names: ["Kindergarten {W}", "Grundschule {S}", "Musikschule {F}"], titles: ["head", "caretaker", "assistant"], hasForm: false, employees: [6, 70] },
  { weight: 6, role: "customer", audience: "customer", industry: "industry", names: ["{F} Maschinenbau", "{W} Verpackungen", "{F} & {G} Präzisionstechnik", "Molkerei {W}"], titles: ["director", "purchasing", "head", "caretaker"], hasForm: true, employees: [15, 400] },
  { weight: 5, role: "customer", audience: "customer", industry: "trade", names: ["Möbelhaus {F}", "Buchhandlung {W}", "Farben {F}", "{F} Landhandel"], titles: ["owner", "director", "purchasing"], hasForm: true, employees: [2, 90] },
  { weight: 3, role: "customer", audience: "customer", industry: "legal", names: ["Kanzlei {F} & {G}", "Steuerberatung {F}", "Notariat {F}"], titles: ["owner", "assistant", "accounts"], hasForm: false, employees: [2, 25] },
  { weight: 13, role: "supplier", audience: "supplier", industry: "wholesale", names: ["{F} Sanitärgroßhandel", "Rohr & Ventil {F}", "Heizungsbedarf {W}", "{F} Armaturen", "Werkzeug {F}", "{W} Wärmetechnik", "Fliesen {F}"], titles: ["sales", "sales", "director", "accounts", "purchasing"], hasForm: true, employees: [8, 300] },
  { weight: 12, role: "partner", audience: "partner", industry: "architecture", names: ["Architekturbüro {F}", "{F} + {G} Architekten", "Ingenieurbüro {F}", "Planungsbüro {W}", "{F} Baumanagement"], titles: ["architect", "architect", "planner", "foreman", "assistant"], hasForm: true, employees: [1, 40] },
  { weight: 5, role: "partner", audience: "partner", industry: "crafts", names: ["Elektro {F}", "Dachdeckerei {F}", "Trockenbau {F}", "Spenglerei {F}"], titles: ["owner", "foreman", "accounts"], hasForm: true, employees: [2, 35] },
  { weight: 4, role: "influencer", audience: "influencer", industry: "energy", names: ["Energieberatung {F}", "Kaminkehrer {F}", "Sachverständigenbüro {F}"], titles: ["consultant", "owner"], hasForm: false, employees: [1, 8] },
  { weight: 3, role: "press", audience: "press", industry: "press", names: ["Stadtbote {P}", "Fachblatt {W} & Wasser", "Radio {W}", "Handwerk in {P}"], titles: ["editor", "editor", "head"], hasForm: false, employees: [5, 90] },
  { weight: 4, role: "authority", audience: "authority", industry: "authority", names: ["Bauamt {P}", "Gemeindewerke {P}", "Landratsamt {P}", "Stadtkasse {P}"], titles: ["clerk", "clerk", "head"], hasForm: false, employees: [20, 400] },
  { weight: 1, role: "competitor", audience: "other", industry: "crafts", names: ["{F} Haustechnik", "Wärme & Bad {F}"], titles: ["owner"], hasForm: true, employees: [3, 60] },
];

// biome-ignore format: a list of words
export const fancies: readonly string[] = [
  "Adler", "Alpenblick", "Amsel", "Bärenhof", "Drei Linden", "Eiche", "Falken", "Goldener Hirsch", "Grüner Baum", "Hirschgarten", "Igel", "Kornblume", "Krone", "Lechblick", "Löwen", "Morgenstern", "Neue Mühle",
  "Ochsen", "Pfauen", "Regenbogen", "Rote Mühle", "Schwalbennest", "Seerose", "Silberdistel", "Sonnenhof", "Steinbock", "Storchen", "Südhang", "Weißes Lamm", "Wolkenstein", "Zeder", "Zum Anker",
];

export const legalForms: Readonly<Record<"DE" | "AT" | "CH" | "GB", readonly string[]>> = {
  DE: [
    "GmbH",
    "GmbH",
    "GmbH",
    "GmbH",
    "GmbH & Co. KG",
    "GmbH & Co. KG",
    "KG",
    "OHG",
    "e. K.",
    "e. K.",
    "GbR",
    "AG",
    "UG (haftungsbeschränkt)",
    "PartG mbB",
    "eG",
    "",
  ],
  AT: ["GmbH", "GmbH", "GmbH", "KG", "OG", "e.U.", "e.U."],
  CH: ["AG", "GmbH", "GmbH", "Sàrl"],
  GB: ["Ltd", "Ltd", "LLP"],
};
