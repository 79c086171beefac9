// The lines of quotes and invoices: what belongs to a job, put together so that it comes to what was said.
import type { Chance } from "../lib/chance.ts";
import { type ArticleKey, articleOf, type DeviceArticle, productReference, taxRate } from "./catalogue.ts";

/** Money in cents. */
export interface DocumentLine {
  readonly article: ArticleKey;
  readonly quantity: number;
  readonly price: number;
  readonly cost: number | null;
  /** In hundredths. */
  readonly discount?: number;
}

export const netCents = (lines: readonly DocumentLine[]): number =>
  lines.reduce((sum, { quantity, price, discount = 0 }) => sum + Math.round((quantity * price * (100 - discount)) / 100), 0);

/** Lines as records have them. */
export const linesOf = (lines: readonly DocumentLine[], text?: string): readonly object[] =>
  lines.map(({ article, quantity, price, cost, discount }, i) => ({
    key: `l${i + 1}`,
    product: productReference(article),
    ...(text !== undefined && { text }),
    quantity,
    unitPrice: price / 100,
    ...(discount && { discount: discount / 100 }),
    ...(cost !== null && { unitCost: cost / 100 }),
    taxRate,
  }));

interface Kit {
  /** What it usually comes to, in hundreds of euros. */
  readonly usual: readonly [from: number, to: number];
  /** How many of the device one house needs at most. */
  readonly most: number;
  /** What else would do where the money is short. */
  readonly smaller?: ArticleKey;
  readonly fees: readonly ArticleKey[];
  readonly materials: readonly ArticleKey[];
}

// biome-ignore format: a kit a line
const kits: Readonly<Record<DeviceArticle | "shower", Kit>> = {
  gasBoiler: { usual: [62, 98], most: 1, fees: ["disposal", "commissioning"], materials: ["hotWaterTank", "safetyValve", "thermostat"] },
  heatPump: { usual: [195, 290], most: 1, smaller: "smallHeatPump", fees: ["commissioning", "balancing"], materials: ["bufferTank", "radiator", "pipe"] },
  oilBoiler: { usual: [108, 160], most: 1, fees: ["disposal", "commissioning"], materials: ["pump", "hotWaterTank", "pipe"] },
  pelletBoiler: { usual: [198, 290], most: 1, smaller: "pelletStove", fees: ["disposal", "commissioning"], materials: ["bufferTank", "pipe", "thermostat"] },
  condensingBoiler: { usual: [72, 118], most: 1, fees: ["disposal", "balancing"], materials: ["hotWaterTank", "thermostat", "safetyValve"] },
  solarCollector: { usual: [62, 105], most: 6, fees: ["commissioning"], materials: ["bufferTank", "solarFluid", "pipe"] },
  floorHeating: { usual: [70, 140], most: 140, fees: ["balancing"], materials: ["controller", "pipe", "pump"] },
  districtUnit: { usual: [75, 110], most: 1, fees: ["commissioning", "disposal"], materials: ["dirtFilter", "safetyValve", "pipe"] },
  liftingUnit: { usual: [22, 38], most: 1, fees: ["commissioning"], materials: ["checkValve", "pipe"] },
  softener: { usual: [24, 36], most: 1, fees: ["commissioning"], materials: ["salt", "safetyValve", "pipe"] },
  ventilationUnit: { usual: [72, 130], most: 2, fees: ["commissioning"], materials: ["airFilter", "controller"] },
  hybridSystem: { usual: [140, 230], most: 1, smaller: "condensingBoiler", fees: ["balancing", "disposal"], materials: ["bufferTank", "radiator", "thermostat"] },
  shower: { usual: [120, 260], most: 1, fees: ["disposal"], materials: ["tiling", "mixerTap", "radiator"] },
};
const mostOf: Partial<Record<ArticleKey, number>> = {
  pipe: 120,
  thermostat: 16,
  radiator: 12,
  bufferTank: 1,
  hotWaterTank: 1,
  tiling: 45,
  salt: 10,
  pump: 2,
  mixerTap: 3,
};

/** Makes lines; prices rise by three in a hundred each January, and a document has those of its year. */
export class Estimator {
  readonly #chance: Chance;
  readonly #thisYear: number;

  constructor(chance: Chance, thisYear: number) {
    this.#chance = chance;
    this.#thisYear = thisYear;
  }

  /** A new device, or the old one made good where the money would not buy one; comes to `cents` where that is given. */
  installation(device: DeviceArticle | "shower", cents: number | undefined, isFirm: boolean, year: number): DocumentLine[] {
    const chance = this.#chance;
    const kit = kits[device];
    const target = cents ?? chance.whole(...kit.usual) * 10_000;
    const lines: DocumentLine[] = [];
    let budget = Math.round((target * 85) / 100);
    const priceOf = (article: ArticleKey): number => this.#line(article, 1, year).price;
    const add = (article: ArticleKey, quantity: number, discount = 0): void => {
      const one = this.#line(article, quantity, year);
      const line = discount > 0 ? { ...one, discount } : one;
      if (quantity < 1 || netCents([line]) > budget) return;
      lines.push(line);
      budget -= netCents([line]);
    };
    // Most of the money is the device where one is enough; of what is sold by the piece or metre there is room for the rest.
    const main = [device, kit.smaller, "controller" as const].find((article) => article && priceOf(article) <= budget);
    const share = kit.most > 1 || isFirm ? 0.6 : 1;
    const most = main === "controller" ? 1 : kit.most * (isFirm ? 4 : 1);
    if (main)
      add(
        main,
        Math.max(1, Math.min(most, Math.floor((budget * share) / priceOf(main)))),
        chance.happens(0.12) ? chance.pick([3, 3, 5]) : 0,
      );
    budget = Math.max(0, Math.round((target * chance.whole(64, 78)) / 100) - netCents(lines));
    for (const fee of kit.fees) if (lines.length < 2 && chance.happens(0.7)) add(fee, 1);
    for (const material of kit.materials)
      if (lines.length < 4 && chance.happens(0.7))
        add(material, Math.min((mostOf[material] ?? 1) * (isFirm ? 2 : 1), Math.floor(budget / priceOf(material))));
    const left = target - netCents(lines);
    // More than our own people would do: somebody else builds as well.
    const others = left * 100 > target * 45 ? Math.round((left * chance.whole(45, 60)) / 10_000) * 100 : 0;
    if (others > 0) lines.push(lump("subcontract", others, 88));
    lines.push(lump("installation", left - others, 63));
    return lines;
  }

  /** The yearly visit, with what is renewed together as a rule. */
  service(device: DeviceArticle, replaced: ArticleKey | undefined, cents: number | undefined, year: number): DocumentLine[] {
    const chance = this.#chance;
    const kind = device === "heatPump" ? "heatPump" : isBoiler.has(device) ? "boiler" : "other";
    const list: [ArticleKey, number][] = [
      [({ heatPump: "serviceHeatPump", boiler: "serviceBoiler", other: "serviceOther" } as const)[kind], 1],
      ["travel", 1],
    ];
    if (kind === "boiler") {
      if (chance.happens(0.85)) list.push(["flueTest", 1]);
      const isSealed = chance.happens(0.6);
      if (isSealed) list.push(["gasket", 1]);
      if (chance.happens(isSealed ? 0.6 : 0.08)) list.push(["electrode", 1]);
    } else if (kind === "heatPump") {
      if (chance.happens(0.3)) list.push(["refrigerantTest", 1]);
      const isFlushed = chance.happens(0.5);
      if (isFlushed) list.push(["dirtFilter", 1]);
      if (chance.happens(isFlushed ? 0.65 : 0.08)) list.push(["waterTreatment", 1]);
    } else if (device === "ventilationUnit") list.push(["airFilter", chance.whole(1, 2)]);
    else if (device === "softener") list.push(["salt", chance.whole(4, 10)]);
    else if (device === "solarCollector") list.push(["solarFluid", 1], ["safetyValve", 1]);
    else if (chance.happens(0.4)) list.push(["checkValve", 1]);
    if (replaced && !list.some(([article]) => article === replaced)) list.push([replaced, 1]);
    return this.#small(list, replaced ? 1 : 0, cents, year);
  }

  /** A year of looking after so many units. */
  contract(units: number, year: number): DocumentLine[] {
    return [this.#line("contract", units, year)];
  }

  emergency(part: ArticleKey, cents: number | undefined, year: number): DocumentLine[] {
    const chance = this.#chance;
    const list: [ArticleKey, number][] = [
      ["emergencyFee", 1],
      ["travel", 1],
    ];
    if (chance.happens(0.85)) list.push([part, 1]);
    const along = goesAlong[part];
    if (along && chance.happens(0.5)) list.push([along, 1]);
    return this.#small(list, chance.whole(2, 7) / 2, cents, year);
  }

  /** Work on the flats of a house. */
  flats(part: ArticleKey, year: number): DocumentLine[] {
    const chance = this.#chance;
    const list: [ArticleKey, number][] = [["travel", 1]];
    if (chance.happens(0.7)) list.push(["thermostat", chance.whole(2, 9)]);
    if (chance.happens(0.45)) list.push([part, chance.whole(1, 2)]);
    if (chance.happens(0.25)) list.push(["balancing", 1]);
    return this.#small(list, chance.whole(3, 14) / 2, undefined, year);
  }

  /** A job took longer than quoted: some hours more, never a tenth of the whole. */
  withMoreHours(lines: readonly DocumentLine[], year: number): readonly DocumentLine[] {
    const hours = Math.floor((netCents(lines) * this.#chance.whole(2, 8)) / 100 / this.#line("labour", 1, year).price);
    return hours > 0 ? [...lines, this.#line("labour", hours, year)] : lines;
  }

  /** Comes to `cents` where what must be on it leaves that much; the least important goes first. */
  #small(list: readonly (readonly [ArticleKey, number])[], hours: number, cents: number | undefined, year: number): DocumentLine[] {
    const lines = list.map(([article, quantity]) => this.#line(article, quantity, year));
    if (cents !== undefined) {
      while (lines.length > 1 && netCents(lines) > cents) lines.pop();
      if (netCents(lines) <= cents) return this.#filledUp(lines, cents, year);
    }
    return hours > 0 ? [...lines, this.#line("labour", hours, year)] : lines;
  }

  #filledUp(lines: DocumentLine[], target: number, year: number): DocumentLine[] {
    const rate = this.#line("labour", 1, year).price;
    const hours = Math.floor(((target - netCents(lines)) * 2) / rate) / 2;
    if (hours > 0) lines.push(this.#line("labour", hours, year));
    const rest = target - netCents(lines);
    if (rest >= 500) lines.push(lump("sundries", rest, 60));
    return lines;
  }

  #line(key: ArticleKey, quantity: number, year: number): DocumentLine {
    const { price, cost } = articleOf(key);
    const then = (cents: number): number => {
      const step = cents < 10_000 ? 10 : 100;
      return Math.round((cents * (100 - 3 * (this.#thisYear - year))) / (100 * step)) * step;
    };
    return { article: key, quantity, price: then(price ?? 0), cost: cost === null ? null : then(cost) };
  }
}

/** What has no list price; the cost in hundredths of it. */
const lump = (article: ArticleKey, price: number, costShare: number): DocumentLine => ({
  article,
  quantity: 1,
  price,
  cost: Math.round((price * costShare) / 100),
});

const isBoiler: ReadonlySet<DeviceArticle> = new Set(["gasBoiler", "oilBoiler", "pelletBoiler", "condensingBoiler", "hybridSystem"]);
/** What is renewed with a part, since the next fault would bring one there again. */
const goesAlong: Partial<Record<ArticleKey, ArticleKey>> = {
  pump: "checkValve",
  controlBoard: "electrode",
  mixerTap: "gasket",
  controller: "thermostat",
};
