const letters: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", ı: "i", ł: "l" };
const slugs = new Map<string, string>();

/** A name as it stands in an address of the net. */
export function slug(name: string): string {
  let made = slugs.get(name);
  if (made === undefined) {
    made = name
      .normalize("NFC")
      .toLowerCase()
      .replace(/[äöüßıł]/g, (letter) => letters[letter] ?? letter)
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    if (slugs.size < 2_000) slugs.set(name, made);
  }
  return made;
}
