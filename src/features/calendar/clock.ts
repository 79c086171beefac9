const minuteMs = 60_000;

/** The wall time on this device: "2026-11-24T09:00". */
export function localNow(): string {
  const date = new Date();
  return new Date(date.getTime() - date.getTimezoneOffset() * minuteMs).toISOString().slice(0, 16);
}
