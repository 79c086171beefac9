// Fractional keys: between any two keys there is room for another, so moving one element changes one element.
const digits = "0123456789abcdefghijklmnopqrstuvwxyz";

/**
 * Makes a key that sorts after `before` and before `after` (compared as text); null means the end.
 * Throws a RangeError when `before` is not smaller than `after`.
 */
export function orderBetween(before: string | null, after: string | null): string {
  if (before !== null && after !== null && before >= after) throw new RangeError("no room between these keys");
  let key = "";
  for (let i = 0; ; i++) {
    const low = before !== null && i < before.length ? digits.indexOf(before[i] as string) : 0;
    const high = after !== null && i < after.length ? digits.indexOf(after[i] as string) : digits.length;
    if (high - low > 1) return key + digits[Math.floor((low + high) / 2)];
    key += digits[low];
    if (high > low) after = null;
  }
}

/** Makes so many keys in ascending order. */
export function ordersFor(count: number): string[] {
  const width = Math.max(2, Math.ceil(Math.log(count + 2) / Math.log(digits.length)) + 1);
  const step = digits.length ** width / (count + 1);
  return Array.from({ length: count }, (_, i) => {
    const key = Math.floor((i + 1) * step)
      .toString(digits.length)
      .padStart(width, "0");
    return key.replace(/0+$/, "") || "0";
  });
}
