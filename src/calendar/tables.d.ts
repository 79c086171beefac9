// Made while Kontor is built (server/tablesPlugin.ts).
declare module "virtual:holidays" {
  const table: import("./holidays.ts").HolidayTable;
  export default table;
}
declare module "virtual:windows-zones" {
  /** Windows' name → IANA's. */
  const zones: Readonly<Record<string, string>>;
  export default zones;
}
