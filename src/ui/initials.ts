const words = (name: string): string[] => name.match(/[\p{L}\p{N}]+/gu) ?? [];
const titles = /^(dr|prof|ing|dipl|mag|mr|mrs|ms|herr|frau)$/i;

/** Two letters that people would choose: first and last name without titles, or a firm's first two words. */
export function initialsOf(name: string, kind = "person"): string {
  const all = words(name.split(",")[0] ?? name);
  const parts = kind === "person" && all.length > 2 ? all.filter((part) => !titles.test(part)) : all;
  const first = parts[0] ?? "";
  const second = (kind === "person" ? (parts.length > 1 ? parts.at(-1) : "") : parts[1]) ?? "";
  return ((Array.from(first)[0] ?? "") + (Array.from(second)[0] ?? "")).toLocaleUpperCase("de");
}
