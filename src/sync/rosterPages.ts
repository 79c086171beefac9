/** Entries of the roster in portions: a large message would make everything behind it wait. */
const pageBytes = 256 * 1024;

/** Divides roster entries into pages: at least one, also of nothing. */
export function rosterPages(entries: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const pages: Uint8Array[][] = [[]];
  let bytes = 0;
  for (const entry of entries) {
    if (bytes > 0 && bytes + entry.length > pageBytes) {
      pages.push([]);
      bytes = 0;
    }
    bytes += entry.length;
    pages.at(-1)?.push(entry);
  }
  return pages;
}
