import canonicalize from "canonicalize";

/** Writes a value as JSON in its one canonical form (RFC 8785): equal values give equal text on every device. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("not a JSON value");
  return text;
}
