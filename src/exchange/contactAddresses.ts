// The addresses of a row: each column says which part of which address it holds.
import { readCountry } from "../domain/country.ts";
import type { Address } from "../domain/party.ts";
import type { ContactColumn } from "./contactRow.ts";
import type { CsvRow } from "./csv.ts";
import type { HintList } from "./draft.ts";
import { addOnce, type PartyDraft } from "./partyDraft.ts";
import { googleSign } from "./severalValues.ts";
import { readLabel } from "./words.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Slot {
  readonly address: Writable<Address>;
  readonly of: "organisation" | "person" | undefined;
  text: string;
  textHeading: string;
  houseNumber: string;
  label: string;
}

export interface AddressRow {
  readonly row: CsvRow;
  readonly cells: readonly string[];
  readonly main: PartyDraft;
  /** Whose an address is, by what its columns say. */
  readonly ownerOf: (of: "organisation" | "person" | undefined, type: string | undefined) => PartyDraft;
}

const separators: Readonly<Record<string, string>> = { postalCode: " " };

/** Adds the addresses of a row, and answers with the country they name, else with the usual one. */
export function addAddresses(
  columns: readonly ContactColumn[],
  { row, cells, main, ownerOf }: AddressRow,
  usualCountry: string,
  hints: HintList,
): string {
  if (columns.length === 0) return usualCountry;
  const slots = new Map<string, Slot>();
  for (const column of columns) {
    const cell = cells[column.at] as string;
    if (cell === "") continue;
    // Google joins several addresses in each of its columns.
    const values = cell.includes(googleSign) ? cell.split(googleSign) : [cell];
    for (const [i, value] of values.entries()) if (value.trim() !== "") addPart(slotOf(slots, column, i), column, value.trim(), row, hints);
  }
  let country: string | undefined;
  for (const slot of slots.values()) {
    const { address } = slot;
    if (slot.houseNumber) address.street = `${address.street ?? ""} ${slot.houseNumber}`.trim();
    takeText(slot, main);
    settleTown(address);
    if (slot.label) {
      const { type, label } = readLabel(slot.label);
      if (type === "home" || type === "work") address.type = type;
      else if (label && Object.keys(address).length > 0) address.type = label;
    }
    if (/^\d{4}$/.test(address.postalCode ?? "") && (address.country ?? usualCountry) === "DE")
      hints.add("postal-code-short", row.line, address.postalCode ?? "");
    if (Object.keys(address).some((field) => field !== "type")) addOnce(ownerOf(slot.of, address.type).addresses, address);
    country ??= address.country;
  }
  return country ?? usualCountry;
}

function slotOf(slots: Map<string, Slot>, { entry }: ContactColumn, i: number): Slot {
  const { type, number, of } = entry.detail;
  const key = `${type ?? ""} ${(number ?? 1) + i} ${of ?? ""}`;
  let slot = slots.get(key);
  if (!slot) {
    slot = { address: type === undefined ? {} : { type }, of, text: "", textHeading: "", houseNumber: "", label: "" };
    slots.set(key, slot);
  }
  return slot;
}

function addPart(slot: Slot, { heading, entry }: ContactColumn, value: string, row: CsvRow, hints: HintList): void {
  const { address } = slot;
  switch (entry.target) {
    case "houseNumber":
      slot.houseNumber = value;
      return;
    case "addressLabel":
      slot.label = value;
      return;
    case "addressText":
      slot.text = value;
      slot.textHeading = heading;
      return;
    case "country": {
      const code = readCountry(value);
      if (code) address.country = code;
      else {
        address.countryText = value;
        hints.add("country-unreadable", row.line, value, heading);
      }
      return;
    }
    default: {
      const field = (entry.target === "addressExtra" ? "extra" : entry.target) as
        | "street"
        | "extra"
        | "poBox"
        | "postalCode"
        | "locality"
        | "region";
      const had = address[field];
      address[field] = had === undefined || field === "postalCode" ? value : `${had}${separators[field] ?? ", "}${value}`;
    }
  }
}

/** An address in one cell; Google's and Outlook's formatted ones say again what the parts have said. */
function takeText({ address, text, textHeading }: Slot, main: PartyDraft): void {
  if (text === "") return;
  if (Object.keys(address).every((field) => field === "type" || field === "country" || field === "countryText")) {
    Object.assign(address, readAddressLine(text));
    return;
  }
  if (text === "-") return;
  const said = Object.values(address).join(" ").toLowerCase();
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!words.every((word) => said.includes(word) || readCountry(word) !== undefined)) main.keep(textHeading, text);
}

const codeAndTown = /^((?:[A-Z]{1,3}-)?\d{4,5})\s+(\p{L}.*)$/u;

/** "12345 Berlin" in one column, or all of it in that of the street. */
function settleTown(address: Writable<Address>): void {
  const town = address.postalCode === undefined ? codeAndTown.exec(address.locality ?? "") : null;
  if (town) {
    address.postalCode = town[1] as string;
    address.locality = town[2] as string;
  }
  if (address.street !== undefined && address.postalCode === undefined && address.locality === undefined) {
    const read = readAddressLine(address.street);
    if (read.locality !== undefined) Object.assign(address, read);
  }
}

/** "Hauptstr. 5, 12345 Berlin, Germany" taken apart; else the whole text as street. */
function readAddressLine(text: string): Address {
  const parts = text.split(/\s*(?:,|\r?\n)\s*/).filter(Boolean);
  const last = parts.at(-1);
  const country = parts.length > 1 && last ? readCountry(last) : undefined;
  if (country) parts.pop();
  const at = parts.findIndex((part) => /^(?:[A-Z]{1,2}-)?\d{4,5}\s+\p{L}/u.test(part));
  const found = at > 0 ? /^((?:[A-Z]{1,2}-)?\d{4,5})\s+(.+)$/.exec(parts[at] as string) : null;
  if (!found) return { street: parts.join(", "), ...(country && { country }) };
  return {
    street: parts.slice(0, at).join(", "),
    postalCode: found[1] as string,
    locality: [found[2], ...parts.slice(at + 1)].join(", "),
    ...(country && { country }),
  };
}
