// Made while Kontor is built (server/tablesPlugin.ts); `tables.ts` says what they are.
declare module "virtual:holidays" {
  const table: unknown;
  export default table;
}
declare module "virtual:windows-zones" {
  const zones: unknown;
  export default zones;
}
