import { canonicalJson } from "../lib/canonical.ts";
import { sha256Hex } from "../lib/hash.ts";

/** Digits that do not depend on how a browser computes a logarithm. */
const digits = 9;

/** SHA-256 of an answer in canonical form, its numbers at 9 significant digits: what two devices compare to know that they agree. */
export const answerHash = (answer: unknown): string => sha256Hex(canonicalJson(rounded(answer)));

function rounded(value: unknown): unknown {
  if (typeof value === "number") return Number(value.toPrecision(digits));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]));
}
