// Town and code as the post of a country wants them (Universal Postal Union, addressing sheets).
import type { Address } from "./party.ts";

type Postal = Pick<Address, "postalCode" | "locality" | "region" | "country">;

const joined = (separator: string, ...parts: readonly (string | null | undefined)[]): string =>
  parts
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(separator);

/** Town first and the code on a line of its own. */
const codeBelow = new Set(["GB", "IE", "GG", "JE", "IM", "GI", "HK", "ZA", "LK", "KE"]);
/** Town, state and code on one line: "Springfield, IL 62704", "Toronto ON M5V 2T6". */
const stateAndCode = new Set(["US", "CA", "AU", "PR"]);
/** Town before code: "Auckland 1010", "Singapore 018956". */
const codeBehind = new Set(["NZ", "SG", "IN", "TH", "TW", "ID", "PK", "BD"]);

/** The lines below the street; a region only where it belongs to them. */
export function postalLines({ postalCode, locality, region, country }: Postal): string[] {
  const code = country ?? "";
  if (codeBelow.has(code)) return [joined(", ", locality, region), joined(" ", postalCode)].filter(Boolean);
  if (code === "US" || code === "PR") return [joined(", ", locality, joined(" ", region, postalCode))].filter(Boolean);
  if (stateAndCode.has(code)) return [joined(" ", locality, region, postalCode)].filter(Boolean);
  if (codeBehind.has(code)) return [joined(" ", locality, postalCode), joined(" ", region)].filter(Boolean);
  if (code === "IT") return [joined(" ", postalCode, locality, region)].filter(Boolean);
  return [joined(" ", postalCode, locality), joined(" ", region)].filter(Boolean);
}
