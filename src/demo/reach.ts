// Where the sample company's contacts live and how they are reached. Numbers are ones that nobody has.
import type { Chance } from "../lib/chance.ts";
import { englishStreets, streets } from "./names.ts";
import { austrian, british, farther, mobiles, nearby, type Place, swissPlaces } from "./places.ts";

export type Ways = Record<string, string>;

export class Reach {
  #mobiles = 0;
  readonly #landlines = new Map<string, number>();
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** `near`: how many of ten live around Augsburg. */
  place(near: number): Place {
    const chance = this.#chance;
    const at = chance.next();
    if (at < 0.04) return chance.pick(austrian);
    if (at < 0.07) return chance.pick(swissPlaces);
    if (at < 0.08) return chance.pick(british);
    return chance.pick(at < 0.08 + near * 0.92 ? nearby : farther);
  }

  address(place: Place, type: string): Ways {
    const chance = this.#chance;
    const number = `${chance.whole(1, 120)}${chance.happens(0.12) ? chance.pick(["a", "b", "c"]) : ""}`;
    const street = place.country === "GB" ? `${number} ${chance.pick(englishStreets)}` : `${chance.pick(streets)} ${number}`;
    return {
      type,
      ...(chance.happens(0.04) && { extra: chance.pick(["Hinterhaus", "2. Stock", "Gebäude B", "c/o Huber"]) }),
      street,
      postalCode: place.postalCode,
      locality: place.locality,
      country: place.country,
    };
  }

  /** The next free number of an area; when all thousand are given away, with an extension. */
  landline(area: string): string {
    const given = this.#landlines.get(area) ?? 0;
    this.#landlines.set(area, given + 1);
    const round = area.startsWith("020") ? 0 : Math.floor(given / 1000);
    return `${area}${String((given * 391 + 127) % 1000).padStart(3, "0")}${round > 0 ? `-${round + 9}` : ""}`;
  }

  phone(place: Place, national: string, type: string, label?: string): Ways {
    const chance = this.#chance;
    const dialled = place.country === "GB" ? "+44 " : "+49 ";
    const shape = place.country === "AT" || place.country === "CH" ? 0 : chance.next();
    const value =
      shape < 0.4
        ? dialled + national.slice(1)
        : shape < 0.8
          ? national
          : shape < 0.9
            ? national.replace(" ", "/").replaceAll(" ", "")
            : national.replace(/^(\d+) /, "($1) ");
    return { value, region: place.country, type, ...(label && { label }) };
  }

  mobile(place: Place): Ways {
    const given = this.#mobiles++;
    return this.phone(
      place,
      place.country === "GB"
        ? `07700 900${String((given * 391) % 1000).padStart(3, "0")}`
        : (mobiles[(given * 89 + 31) % mobiles.length] as string),
      "mobile",
    );
  }
}

/** A direct line; British numbers have a fixed length and no such thing. */
export const extended = (national: string, extension: number): string =>
  national.startsWith("020") ? national : `${national}${national.includes("-") ? "" : "-"}${extension}`;
