// A firm in which much is equal: namesakes, twins who buy the same for the same on the same days, deals of one amount, things that
// happened while the clocks were changed. Whatever decides between equals where nothing may shows in its reports.
import { type Day, dayText, parseDay } from "../../src/analytics/facts/facts.ts";
import type { NounName } from "../../src/domain/nouns.ts";
import type { Fields } from "../../src/domain/record.ts";
import { Chance } from "../../src/lib/chance.ts";

/** A record before it has an id; what it refers to it names "#key". The key says in a report's answer which record is meant. */
export interface Entered {
  readonly key: string;
  readonly kind: NounName;
  readonly fields: Fields;
}

/** The day that stands for today; what the firm did later is there too, and counts for nothing. */
export const asOf: Day = "2026-06-30";

const day = (text: Day): number => parseDay(text) as number;
const first = day("2023-09-01");
const last = day(asOf);

/** Equal but for signs, case and accents, which every platform may order otherwise: code units tell. */
const names = [
  "Mühle Öttl",
  "Muehle Oettl",
  "mühle öttl",
  "Zoë & Söhne",
  "Äcker",
  "Zacher",
  "ﬀ Druck",
  "😀 Feste",
  "Straße 7",
  "Strasse 7",
];
const places = ["Ulm", "Köln", "Österbach", "Zwiesel"];
const owners = ["Anna", "Ärne", "Bert", "bert"];
const goods: readonly (readonly [string, string | null, number, number | null])[] = [
  ["Therme", "Heizung/Geräte", 2400, 1600],
  ["Pumpe", "Heizung/Geräte", 400, 250],
  ["Ventil", "Heizung/Zubehör", 20, 11.25],
  ["Ventil", "Sanitär/Zubehör", 20, 11.25],
  ["Waschtisch", "Sanitär/Keramik", 180, 95.5],
  ["Armatur", "Sanitär/Zubehör", 180, 95.5],
  ["Öler", "Sanitär", 7.77, 3.33],
  ["Ofen", "Öfen/Kachel", 7.77, 3.33],
  ["Wartung", null, 129, null],
  ["wartung", "Dienst", 129, null],
];
/** The last days of months, a day that only some years have, and the first and last hours of a year. */
const edges = ["2024-01-31", "2024-02-29", "2024-12-31", "2025-01-01", "2025-02-28", "2025-10-26", "2026-03-29", "2026-05-31", asOf];
/** Around midnight and around the hours that are skipped or come twice when the clocks are changed in Berlin. */
const instants = [
  "2024-03-31T00:59:59.999Z",
  "2024-03-31T01:00:00.000Z",
  "2024-10-26T21:59:59.999Z",
  "2024-10-26T22:00:00.000Z",
  "2024-10-27T00:30:00.000Z",
  "2024-10-27T01:30:00.000Z",
  "2024-10-27T22:59:59.999Z",
  "2024-10-27T23:00:00.000Z",
  "2025-03-29T23:00:00.000Z",
  "2025-03-30T21:59:59.999Z",
  "2025-03-30T22:00:00.000Z",
  "2025-10-26T00:59:59.000Z",
  "2025-10-31T22:59:59.999Z",
  "2025-10-31T23:00:00.000Z",
  "2026-02-28T23:00:00.000Z",
  "2026-06-30T21:59:59.999Z",
  "2026-06-30T22:00:00.000Z",
];
const customerCount = 64;
const patternCount = 28;

/** Everything the firm has, what is referred to before what refers to it. */
export function tiedFirm(seed: number): readonly Entered[] {
  const chance = new Chance(seed);
  const entered: Entered[] = [];
  const enter = (key: string, kind: NounName, fields: Fields): string => {
    entered.push({ key, kind, fields });
    return `#${key}`;
  };
  const products = goods.map(([name, category, unitPrice, unitCost], i) =>
    enter(`product ${name} of ${category}`, "product", {
      ...{ name, category, unitPrice, unitCost },
      // What it costs in another currency is no cost in this one.
      currency: i === 1 ? "CHF" : "EUR",
    }),
  );
  // Equal but for their names and places: one has them, another has them too.
  const customers = Array.from({ length: customerCount }, (_, i) => {
    const [name, locality] = [names[i % names.length] as string, `${places[Math.floor(i / names.length) % places.length]} ${i >> 5}`];
    const employees = chance.whole(1, 40);
    const answers = employees + chance.whole(-15, 15) > 20;
    return enter(`customer ${name} of ${locality}`, "party", {
      ...{ kind: i % 9 === 4 ? "household" : "organisation", name, employees: Math.round(employees / 5) * 5 },
      addresses: [{ type: "work", locality, country: "DE" }],
      roles: i % 5 === 0 ? { customer: "active", partner: "lead" } : { customer: i % 3 === 0 ? "former" : "active" },
      tags: i % 4 === 0 ? ["Öl", "Solar"] : i % 4 === 1 ? ["Solar"] : [],
      ...(i % 6 !== 5 && { owner: owners[i % owners.length] }),
      custom: { Sector: ["Mühle", "Ofen", "Ärzte"][i % 3], ...(i % 8 !== 7 && { Answered: answers ? "Ja" : "Nein" }) },
    });
  });
  const walkIn = enter("customer Laufkundschaft", "party", { kind: "organisation", name: "Laufkundschaft", isCollective: true });
  const people = Array.from({ length: 12 }, (_, i) =>
    enter(`person ${i}`, "party", { kind: "person", givenName: "Eva", familyName: ["Özil", "Ozil", "özil"][i % 3], note: String(i) }),
  );
  for (const [i, person] of people.entries())
    enter(`relation ${i}`, "relation", { from: person, to: customers[i * 3], kind: "worksFor", startOn: "2024-01-01" });

  buys(chance, enter, [...customers, walkIn], products);
  sells(chance, enter, customers, products);
  visits(chance, enter, customers, people);
  return entered;
}

type Enter = (key: string, kind: NounName, fields: Fields) => string;

interface Bought {
  readonly on: number;
  readonly isReturn: boolean;
  readonly lines: readonly Fields[];
}

function pattern(chance: Chance, products: readonly string[]): readonly Bought[] {
  const [pause, stays] = [chance.whole(40, 180), chance.happens(0.6)];
  const end = stays ? last + 20 : first + chance.whole(100, 700);
  const bought: Bought[] = [];
  for (let on = first + chance.whole(0, 420); on <= end; on += 1 + chance.whole(0, 2 * pause)) {
    const isReturn = bought.length > 0 && chance.happens(0.07);
    const main = chance.whole(0, products.length - 1);
    const lines = Array.from({ length: chance.whole(1, 3) }, (_, i): Fields => {
      const place = (main + i * (main % 2 === 0 ? 1 : 3)) % products.length;
      const unitPrice = goods[place]?.[2] as number;
      return {
        ...{ key: `l${i}`, product: chance.happens(0.04) ? null : products[place] },
        quantity: chance.whole(1, 3) * (isReturn ? -1 : 1),
        ...(chance.happens(0.04) ? {} : chance.happens(0.1) ? { netCents: (isReturn ? -1 : 1) * 33_333 } : { unitPrice }),
        ...(chance.happens(0.3) && { discount: chance.pick([0.1, 1 / 3, 0.025]) }),
        ...(chance.happens(0.5) && { unitCost: unitPrice * 0.6 }),
      };
    });
    bought.push({ on: chance.happens(0.3) ? day(chance.pick(edges)) : on, isReturn, lines });
  }
  return bought;
}

/** Invoices and credit notes, some in francs; as many customers as there are patterns, and then their twins. */
function buys(chance: Chance, enter: Enter, parties: readonly string[], products: readonly string[]): void {
  const patterns = Array.from({ length: patternCount }, () => pattern(chance, products));
  for (const [i, party] of parties.entries())
    for (const [n, { on, isReturn, lines }] of (patterns[i % patternCount] as readonly Bought[]).entries()) {
      const isForeign = n % 17 === 11;
      enter(`paper ${i} ${n}`, "purchase", {
        kind: isReturn ? "creditNote" : n % 19 === 7 ? "order" : "invoice",
        ...{ number: `${i}-${n}`, party: i % 40 === 39 && n === 1 ? null : party, on: i % 30 === 11 && n === 2 ? null : dayText(on) },
        currency: isForeign ? (n % 2 === 0 ? "chf" : "CHF") : n % 5 === 0 ? null : "EUR",
        ...(n % 23 === 13 && { cancelledOn: "2026-01-01" }),
        lines,
      });
    }
}

function sells(chance: Chance, enter: Enter, customers: readonly string[], products: readonly string[]): void {
  const stage = (name: string, kind: string, order: string, more: Fields = {}) => ({ name, kind, order, ...more });
  const closed = { won: stage("Gewonnen", "won", "x"), lost: stage("Verloren", "lost", "y") };
  // The order of stages is their own, not that of their keys.
  const short = {
    offer: stage("Angebot", "open", "b", { probability: 0.45, rotDays: 60 }),
    visit: stage("Termin", "open", "a", { probability: 0.2 }),
    ...closed,
  };
  const long = {
    ask: stage("Anfrage", "open", "a", { probability: 0.1, rotDays: 30 }),
    plan: stage("Planung", "open", "b"),
    offer: stage("Angebot", "open", "c", { probability: 0.6, rotDays: 45 }),
    ...closed,
  };
  // Most deals are of two kinds; the few others tell whether kinds stand by their names.
  const ways = ["Wartung", "Anlage", "wartung", "Öfen", "Anlage 2"].map((name, i) => ({
    id: enter(`pipeline ${name}`, "pipeline", { name, stages: i % 2 === 1 ? long : short }),
    open: i % 2 === 1 ? ["ask", "plan", "offer"] : ["visit", "offer"],
  }));
  for (let i = 0; i < 90; i++) {
    const { id, open } = chance.pick(i < 74 ? ways.slice(0, 2) : ways);
    const state = chance.pick(["open", "won", "won", "lost", "lost"] as const);
    const came = open.slice(0, chance.whole(1, open.length));
    let on = chance.happens(0.2) ? day(chance.pick(edges)) - 60 : chance.whole(first, last - 10);
    const openedOn = on;
    const entries = came.map((key) => {
      // Some only know the day, and two stages of one day stand in the order of the pipeline.
      const at = chance.happens(0.2) ? dayText(on) : chance.happens(0.25) ? chance.pick(instants) : `${dayText(on)}T22:30:00.000Z`;
      on += chance.whole(0, 50);
      return { at, stage: key };
    });
    if (state !== "open") entries.push({ at: chance.happens(0.3) ? chance.pick(instants) : `${dayText(on)}T09:00:00.000Z`, stage: state });
    enter(`deal ${i}`, "deal", {
      ...{ name: `Anlage ${i % 7}`, pipeline: id, stage: entries.at(-1)?.stage, openedOn: dayText(openedOn) },
      ...(chance.happens(0.9) && { parties: [chance.pick(customers)] }),
      ...(chance.happens(0.9) && { amountCents: chance.pick([100_000, 250_000, 250_000, 333_333, 1_234_567]) }),
      currency: i % 13 === 6 ? "CHF" : "EUR",
      ...(i % 7 !== 6 && { owner: chance.pick(owners) }),
      // Without a day of its own a deal was closed on that of its last stage.
      ...(state !== "open" && i % 4 !== 0 && { closedOn: dayText(on) }),
      ...(state === "open" && { expectedOn: i % 5 === 0 ? null : dayText(last + chance.whole(-40, 120)) }),
      ...(state === "open" && i % 6 === 1 && { probability: 0.85 }),
      lines: [{ key: "a", product: chance.pick(products), quantity: 1 }],
      stages: Object.fromEntries(entries.map((one) => [`${one.at}|${one.stage}`, one])),
    });
  }
}

function visits(chance: Chance, enter: Enter, customers: readonly string[], people: readonly string[]): void {
  for (let i = 0; i < 110; i++) {
    const kind = chance.pick(["visit", "visit", "call", "letter"]);
    const at =
      i % 3 === 0 ? chance.pick(instants) : i % 3 === 1 ? chance.pick(edges) : `${dayText(chance.whole(first, last))}T22:30:00.000Z`;
    const parties = new Set(Array.from({ length: chance.pick([1, 1, 2, 3]) }, () => chance.pick(i % 2 === 0 ? people : customers)));
    enter(`activity ${i}`, "interaction", {
      ...{ kind, at, parties: [...parties], result: kind === "letter" ? "sent" : "held" },
      ...(chance.happens(0.8) && { by: chance.pick(owners) }),
      ...(kind !== "letter" && chance.happens(0.7) && { durationMinutes: chance.pick([7, 20, 45, 50]) }),
      ...(kind === "letter" && i % 2 === 0 && { campaign: "Frühling" }),
    });
  }
}

/** As another hand would enter it: whatever needs nothing of each other in an order of chance. */
export function inAnotherOrder(records: readonly Entered[], seed: number): readonly Entered[] {
  const chance = new Chance(seed);
  const isNamed = ({ kind }: Entered): boolean => kind === "product" || kind === "party" || kind === "pipeline";
  const drawn = new Map(records.map((one) => [one, chance.next() + (isNamed(one) ? 0 : 1)]));
  return records.toSorted((a, b) => (drawn.get(a) as number) - (drawn.get(b) as number));
}
