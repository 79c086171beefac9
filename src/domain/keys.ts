// The keys by which rows are found. Each begins with its noun, so that number 11 of a shop may be a product and an order.

/** The key of the records of a noun whose field names this record. */
export const referenceKey = (noun: string, field: string, id: string): string => `${noun}>${field}>${id}`;

/** The key of the records of a noun in whose fields these values stand; the last one may be cut to ask for all that begin with it. */
export const valueKey = (noun: string, fields: readonly string[], values: readonly string[]): string =>
  `${noun}=${fields.join("+")}=${values.join(" ")}`;

/**
 * The key that a record of a noun has from one change of it to the next: whoever watches all that begin with the noun's hears of every
 * change without reading a record.
 */
export const changeKey = (noun: string, updatedMs?: number, updatedBy = ""): string =>
  updatedMs === undefined ? `${noun}~` : `${noun}~${updatedMs} ${updatedBy}`;
