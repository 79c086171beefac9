// What is known of the world, made while Kontor is built (server/tablesPlugin.ts): loaded only by whoever needs it.
import holidays from "virtual:holidays";
import zones from "virtual:windows-zones";
import type { HolidayTable } from "./holidays.ts";

export const holidayTable = holidays as HolidayTable;
/** Windows' names of time zones → IANA's. */
export const windowsZones = zones as Readonly<Record<string, string>>;
