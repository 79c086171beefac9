import { WINDOWS_TO_IANA_MAP } from "windows-iana";

/** Windows' names of time zones → IANA's, of the zone as a whole ("001"). */
export const windowsZones = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === "001").map(({ windowsName, iana }) => [windowsName, iana[0] ?? "UTC"]),
  );
