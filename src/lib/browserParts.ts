/** Names the interfaces that Kontor needs and this browser does not have; asking is safe where asking is forbidden. */
export function missingParts(): readonly string[] {
  const parts: Readonly<Record<string, () => unknown>> = {
    "Web Crypto": () => globalThis.crypto?.subtle,
    IndexedDB: () => globalThis.indexedDB,
    "Web Locks": () => globalThis.navigator.locks,
    Workers: () => globalThis.Worker,
  };
  return Object.entries(parts).flatMap(([name, part]) => (isThere(part) ? [] : [name]));
}

/** Firefox throws at the mention of a part where site data is blocked. */
function isThere(part: () => unknown): boolean {
  try {
    return part() !== undefined && part() !== null;
  } catch {
    return false;
  }
}
