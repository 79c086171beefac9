import { deflateSync, inflateSync } from "fflate";
import { textOf, utf8 } from "./bytes.ts";

/** Packs a value as deflated JSON: a tenth of the bytes, and one value for the database instead of thousands. */
export const packJson = (value: unknown): Uint8Array => deflateSync(utf8(JSON.stringify(value)), { level: 1, mem: 4 });

/** Unpacks what this device packed itself: throws when it is anything else, and does not limit its size. */
export const unpackJson = (packed: Uint8Array): unknown => JSON.parse(textOf(inflateSync(packed)));
