/**
 * Names of people, devices and workspaces: in every script so many signs fit into what devices say to each other, where a name has
 * a kilobyte and 500 signs.
 */
const longestName = 120;

export type NameRefusal = { readonly code: "field-too-long"; readonly field: string; readonly most: number };

/** The first of these names that is too long. */
export function tooLongName(names: Readonly<Record<string, string | undefined>>): NameRefusal | undefined {
  const field = Object.keys(names).find((one) => (names[one] ?? "").trim().length > longestName);
  return field === undefined ? undefined : { code: "field-too-long", field, most: longestName };
}

/** What was entered before there was a limit. */
export function shortenedName(name: string): string {
  if (name.length <= longestName) return name;
  const cut = name.slice(0, longestName - 1);
  // Not between the two halves of one sign.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
