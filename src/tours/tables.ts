// Post codes and towns with their points, made while Kontor is built (server/placeTable.ts): loaded only by whoever needs them.
import places from "virtual:places";
import type { PlaceTable } from "./places.ts";

export const placeTable = places as PlaceTable;
