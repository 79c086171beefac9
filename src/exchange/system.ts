// Which program a file came from, so that its keys are kept under that program's name and a second import updates.

const byColumns: readonly (readonly [system: string, columns: readonly string[]])[] = [
  ["salesforce", ["IsDeleted", "MasterRecordId"]], ["salesforce", ["Master Record ID"]],
  ["northwind", ["customerID", "companyName", "contactTitle"]], ["northwind", ["supplierID", "companyName", "contactTitle"]],
  ["hubspot", ["Record ID", "Create Date"]], ["hubspot", ["Record ID", "Associated Company"]],
  ["linkedin", ["First Name", "Last Name", "Connected On"]],
];
const names = ["hubspot", "salesforce", "pipedrive", "northwind", "datev", "lexware", "weclapp", "google", "outlook", "linkedin", "zoho", "odoo", "sevdesk", "thunderbird", "xing"];

export function guessSystem(fileName: string, columns: readonly string[], isDatev: boolean): string {
  if (isDatev) return "datev";
  const name = fileName.toLowerCase();
  const lower = new Set(columns.map((column) => column.toLowerCase()));
  return names.find((system) => name.includes(system)) ?? byColumns.find(([, needed]) => needed.every((column) => lower.has(column.toLowerCase())))?.[0] ?? "import";
}
