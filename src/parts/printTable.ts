import { guardCell } from "../lib/spreadsheetCell.ts";

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A table for spreadsheets, as all of Kontor's: byte order mark, commas, decimals with a point; numbers stay numbers, below zero too. */
export function printTable(headings: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null): string =>
    value === null ? "" : typeof value === "number" ? (Number.isFinite(value) ? String(value) : "") : quoted(guardCell(value));
  return `\uFEFF${[headings, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}
