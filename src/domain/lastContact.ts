// Whom one has not seen for a while.

/** For how many months: a season, half a year, a year, two. */
export const unseenMonths = ["3", "6", "12", "24"] as const;

/** The instant so many months ago: who was met before it, or never, has not been seen for so long. */
export function monthsAgo(months: number, now: Date): string {
  const day = now.getUTCDate();
  const then = new Date(now);
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() - months);
  // On the last of February for the 31st.
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(day, last));
  return then.toISOString();
}
