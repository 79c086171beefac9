// Made while Kontor is built (server/tablesPlugin.ts); `tables.ts` says what it is.
declare module "virtual:places" {
  const table: unknown;
  export default table;
}
