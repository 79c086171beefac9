/**
 * Returns an object's own value under a key that came from outside. Every object also answers to "constructor", "toString" and
 * their kin, and whoever types one of these must not get a function back.
 */
export const ownValue = <Value>(record: Readonly<Record<string, Value>> | null | undefined, key: string): Value | undefined =>
  record !== null && record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
