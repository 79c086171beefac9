import { sha256Hex } from "../lib/hash.ts";

// Which program a file came from, so that its keys are kept under that program's name and a second import updates.

const byColumns: readonly (readonly [system: string, columns: readonly string[]])[] = [
  ["salesforce", ["IsDeleted", "MasterRecordId"]],
  ["salesforce", ["Master Record ID"]],
  ["northwind", ["customerID", "companyName", "contactTitle"]],
  ["northwind", ["supplierID", "companyName", "contactTitle"]],
  ["hubspot", ["Record ID", "Create Date"]],
  ["hubspot", ["Record ID", "Associated Company"]],
  ["linkedin", ["First Name", "Last Name", "Connected On"]],
];
const names = [
  "hubspot",
  "salesforce",
  "pipedrive",
  "northwind",
  "datev",
  "lexware",
  "weclapp",
  "google",
  "outlook",
  "linkedin",
  "zoho",
  "odoo",
  "sevdesk",
  "thunderbird",
  "xing",
];

/**
 * The system of a file. Of an unknown one only the headings are known: the next file with the same ones comes from it as
 * well, and number 1 of another list is another contact.
 */
export function guessSystem(fileName: string, columns: readonly string[], isDatev: boolean): string {
  if (isDatev) return "datev";
  const name = fileName.toLowerCase();
  const lower = new Set(columns.map((column) => column.toLowerCase()));
  return (
    names.find((system) => name.includes(system)) ??
    byColumns.find(([, needed]) => needed.every((column) => lower.has(column.toLowerCase())))?.[0] ??
    `import-${sha256Hex(columns.join("\n")).slice(0, 6)}`
  );
}

const isUnknown = (system: string): boolean => system.startsWith("import-");

/** Under which name a key is kept: each program numbers its firms, people and suppliers apart. */
export function systemOfKey(system: string, heading: string, kind: string): string {
  if (/kund|customer|debitor/i.test(heading)) return isUnknown(system) ? "customerNumber" : system;
  if (/lief|suppl|kredit|vendor/i.test(heading)) return isUnknown(system) ? "supplierNumber" : `${system}.supplier`;
  return kind === "person" && (system === "hubspot" || system === "pipedrive") ? `${system}.contact` : system;
}
