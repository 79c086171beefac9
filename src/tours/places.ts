// Where an address lies, as far as a list of post codes and towns can tell. What it cannot tell, it says.
import type { Address } from "../domain/party.ts";
import { fold } from "../lib/fold.ts";
import { isPoint, kilometresBetween, middleOf, type Point } from "./point.ts";

/** Country → lines "01067 51050 13738" of post codes and "Dresden 51051 13738" of towns, in thousandths of a degree. */
export type PlaceTable = Readonly<Record<string, { readonly codes: string; readonly towns: string }>>;

/** How a place is known: measured at a visit, said by a person, by the post code, by the town. */
export type KnownBy = "visit" | "hand" | "postCode" | "town";

export interface Placed extends Point {
  readonly knownBy: KnownBy;
}

/** Why an address has no place: there is none, its country is not in the list, its town is not, or there are several of that name. */
export type UnplacedReason = "address-missing" | "country-unknown" | "town-unknown" | "town-ambiguous";

/** A town of that name farther from the post code's region is another one. */
const regionKm = 40;
/** Two digits stand for a region; one for a tenth of a country. */
const leastDigits = 2;

const blanks = /[^\p{L}\p{N}]+/gu;
/** The name of a town as it is compared: folded, "Sankt" as "St". */
export const townKey = (name: string): string =>
  fold(name)
    .replace(blanks, " ")
    .replace(/\b(sankt|saint)\b/g, "st")
    .trim();
/** Without what tells it from others of its name: "Halle (Saale)" and "Neustadt an der Weinstraße" as "halle" and "neustadt". */
export const shortTownKey = (name: string): string =>
  townKey(name.replace(/\s*[,(/].*$|\s+-\s.*$/u, "").replace(/\s+(bei|an|am|im|in|ob|vor|auf|unter|[abiov]\.)(\s.*)?$/iu, ""));

/** Post codes and towns of a country, and what they tell together. */
export class Gazetteer {
  readonly #codes: ReadonlyMap<string, Point>;
  readonly #towns = new Map<string, Point[]>();
  readonly #shortTowns = new Map<string, Point[]>();
  readonly #regions = new Map<string, Point | undefined>();

  constructor(codes: Iterable<readonly [string, Point]>, towns: Iterable<readonly [string, Point]>) {
    this.#codes = new Map(codes);
    for (const [name, point] of towns) {
      push(this.#towns, townKey(name), point);
      push(this.#shortTowns, shortTownKey(name), point);
    }
  }

  codeAt(code: string): Point | undefined {
    return this.#codes.get(code);
  }

  /** The town of that name in the region of the post code; without a code only where there is no other. */
  townAt(name: string, code: string): Point | UnplacedReason {
    const region = this.#regionOf(code);
    let reason: UnplacedReason = "town-unknown";
    for (const found of [this.#towns.get(townKey(name)), this.#shortTowns.get(shortTownKey(name))]) {
      if (!found) continue;
      if (!region && isOnePlace(found)) return found[0] as Point;
      if (!region) reason = "town-ambiguous";
      const near = region && nearest(found, region);
      if (near && kilometresBetween(near, region) <= regionKm) return near;
    }
    return reason;
  }

  /** The middle of the known post codes that begin like this one, of as many digits as there are any. */
  #regionOf(code: string): Point | undefined {
    for (let digits = code.length; digits >= leastDigits; digits--) {
      const start = code.slice(0, digits);
      if (!this.#regions.has(start)) {
        const within = [...this.#codes].flatMap(([one, point]) => (one.startsWith(start) ? [point] : []));
        this.#regions.set(start, within.length > 0 ? middleOf(within) : undefined);
      }
      const region = this.#regions.get(start);
      if (region) return region;
    }
    return undefined;
  }
}

/** Villages of one name that touch each other are one. */
const samePlaceKm = 5;
const isOnePlace = (points: readonly Point[]): boolean =>
  points.every((point) => kilometresBetween(point, points[0] as Point) <= samePlaceKm);
const nearest = (points: readonly Point[], to: Point): Point | undefined =>
  points.toSorted((a, b) => kilometresBetween(a, to) - kilometresBetween(b, to))[0];
const push = (into: Map<string, Point[]>, key: string, point: Point): void => void (into.get(key)?.push(point) ?? into.set(key, [point]));

const fine = 1_000;
/** A name or code and a point as a line of the table. */
export const placeLine = (name: string, { lat, lon }: Point): string => `${name} ${Math.round(lat * fine)} ${Math.round(lon * fine)}`;

function* linesOf(text: string): Generator<readonly [string, Point]> {
  for (const line of text.split("\n")) {
    const [, name = "", lat, lon] = /^(.+) (-?\d+) (-?\d+)$/.exec(line) ?? [];
    if (name) yield [name, { lat: Number(lat) / fine, lon: Number(lon) / fine }];
  }
}

/** Finds where addresses lie. A country's list is taken apart when it is first asked about. */
export class Places {
  readonly #table: PlaceTable;
  readonly #gazetteers = new Map<string, Gazetteer>();

  constructor(table: PlaceTable) {
    this.#table = table;
  }

  /** Where an address lies, and how that is known; else why not. `country` is that of addresses which name none. */
  find(address: Address | undefined, country: string): Placed | UnplacedReason {
    if (!address) return "address-missing";
    const { geo } = address;
    if (geo && isPoint(geo)) return { lat: geo.lat, lon: geo.lon, knownBy: geo.accuracyM === undefined ? "hand" : "visit" };
    const code = (address.postalCode ?? "").replace(/^[A-Z]{1,2}[- ]/i, "").replace(/\s+/g, "");
    const town = address.locality?.trim() ?? "";
    if (!code && !town) return "address-missing";
    const gazetteer = this.#of(address.country ?? country);
    if (!gazetteer) return "country-unknown";
    const byCode = gazetteer.codeAt(code);
    if (byCode) return { ...byCode, knownBy: "postCode" };
    const byTown = town ? gazetteer.townAt(town, code) : "town-unknown";
    return typeof byTown === "string" ? byTown : { ...byTown, knownBy: "town" };
  }

  #of(country: string): Gazetteer | undefined {
    // The Swiss post delivers in Liechtenstein too, and counts its codes on.
    const name = country === "LI" ? "CH" : country;
    const lists = Object.hasOwn(this.#table, name) ? this.#table[name] : undefined;
    if (!lists) return undefined;
    const known = this.#gazetteers.get(name) ?? new Gazetteer(linesOf(lists.codes), linesOf(lists.towns));
    this.#gazetteers.set(name, known);
    return known;
  }
}
