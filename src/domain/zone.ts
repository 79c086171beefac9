const zoned = new Map<string, Intl.DateTimeFormat>();
/** The calendar day of an instant in a zone (IANA), "YYYY-MM-DD"; a day is one already. */
export function dayIn(at: string, zone: string): string {
  if (at.length === 10) return at;
  let format = zoned.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
    zoned.set(zone, format);
  }
  const time = Date.parse(at);
  return Number.isNaN(time) ? at.slice(0, 10) : format.format(time);
}
