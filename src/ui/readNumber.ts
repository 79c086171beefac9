/** Reads a number as people write it in German and English: "1.250", "1,250", "1 250", "2,5", "12,30 €"; undefined where it is none. */
export function readNumber(typed: string): number | undefined {
  const plain = typed.replace(/[\s'’]/g, "").replace(/[€$£]|[A-Z]{3}$/g, "");
  const last = Math.max(plain.lastIndexOf(","), plain.lastIndexOf("."));
  const isGrouping = last >= 0 && plain.length - last === 4 && /^\d{1,3}([.,]\d{3})+$/.test(plain);
  const normal =
    last < 0 || isGrouping ? plain.replace(/[.,]/g, "") : `${plain.slice(0, last).replace(/[.,]/g, "")}.${plain.slice(last + 1)}`;
  return normal !== "" && Number.isFinite(Number(normal)) ? Number(normal) : undefined;
}
